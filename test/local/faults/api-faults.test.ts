import {
  type CreateTableCommandInput,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { withApiFaults } from '../../../local/faults/api-faults.ts';
import { openDynamoDb } from '../../../local/services/dynamodb/dynamodb.ts';
import { openKinesis } from '../../../local/services/kinesis/kinesis.ts';
import { openS3AndSqs } from '../../../local/services/s3-sqs/s3-sqs.ts';
import { createTable } from '../../table-under-test.ts';
import { eventually } from '../eventually.ts';
import { clientConfig, startServices } from '../services-under-test.ts';
import { openLoggedFaults } from './faults-under-test.ts';

const CLIENT_TIMEOUT_MS = 1_500;

/** Services whose every request of one kind is struck, and clients that neither retry nor wait for long. */
const openFaultyServices = async (rule: object) => {
  const log = openLoggedFaults([{ rate: 1, ...rule }], { isArmed: false });
  const dynamodb = await openDynamoDb({});
  const kinesis = openKinesis({ databasePath: ':memory:' });
  const s3AndSqs = await openS3AndSqs({});
  const { faults } = log;
  const unreached = () => new Promise<never>(() => {});
  const endpoint = await startServices({
    dynamodb: withApiFaults('dynamodb', dynamodb.listener, faults),
    kinesis: withApiFaults('kinesis', kinesis.listener, faults),
    s3: withApiFaults('s3', s3AndSqs.listener, faults),
    sqs: withApiFaults('sqs', s3AndSqs.listener, faults),
    lambda: withApiFaults('lambda', unreached, faults),
    states: withApiFaults('states', unreached, faults),
  });
  const requestHandler = new NodeHttpHandler({
    requestTimeout: CLIENT_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  });
  const configuration = { ...clientConfig(endpoint), maxAttempts: 1, requestHandler };
  return {
    log,
    /** The client's own protocol, which is HTTP/2. */
    kinesis: new KinesisClient({ ...clientConfig(endpoint), maxAttempts: 1 }),
    dynamodb: new DynamoDBClient(configuration),
    s3: new S3Client({ ...configuration, forcePathStyle: true }),
    sqs: new SQSClient(configuration),
    lambda: new LambdaClient(configuration),
    states: new SFNClient(configuration),
    close: async () => {
      await endpoint.close();
      await Promise.all([dynamodb.close(), s3AndSqs.close()]);
      kinesis.close();
      log.close();
    },
  };
};

let world: Awaited<ReturnType<typeof openFaultyServices>>;
let closeWorld = async () => {};
afterEach(async () => {
  await closeWorld();
  closeWorld = async () => {};
});

const open = async (rule: object) => {
  world = await openFaultyServices(rule);
  closeWorld = world.close;
};

const TRIPS = {
  TableName: 'trips',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
} satisfies CreateTableCommandInput;
const Key = { id: { S: 'a' } };

const update = () => world.dynamodb.send(new UpdateItemCommand({ TableName: 'trips', Key }));
const isUpdated = async () =>
  (await world.dynamodb.send(new GetItemCommand({ TableName: 'trips', Key }))).Item !== undefined;

describe('a request to DynamoDB that is struck', () => {
  test.each([
    ['throttle', /^(ProvisionedThroughputExceeded|Throttling)Exception$/, false],
    ['error', /^InternalServerError$/, false],
    ['lost-answer', /^InternalServerError$/, true],
    ['timeout', /^TimeoutError$/, false],
    ['late-answer', /^TimeoutError$/, true],
  ])('by "%s" fails as %p; it is carried out: %p', async (kind, name, isCarriedOut) => {
    await open({ service: 'dynamodb', operation: 'UpdateItem', kind, delayMs: CLIENT_TIMEOUT_MS + 200 });
    await createTable(world.dynamodb, TRIPS);
    world.log.faults.arm();
    await expect(update()).rejects.toMatchObject({ name: expect.stringMatching(name) });
    // An update may be under way when its client has given up on it.
    if (isCarriedOut) await eventually(async () => expect(await isUpdated()).toBe(true));
    else expect(await isUpdated()).toBe(false);
    expect(world.log.logged()).toEqual([
      expect.objectContaining({ service: 'dynamodb', operation: 'UpdateItem', kind, ordinal: 1 }),
    ]);
  });

  test('late, but not too late for the client, is answered as usual', async () => {
    await open({ service: 'dynamodb', operation: 'UpdateItem', kind: 'late-answer', delayMs: 20 });
    await createTable(world.dynamodb, TRIPS);
    world.log.faults.arm();
    await expect(update()).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
    expect(await isUpdated()).toBe(true);
  });
});

test('a rule of Lambda with a text strikes the invocations of one function only', async () => {
  await open({ service: 'lambda', operation: 'Invoke', kind: 'throttle', match: 'slow-function' });
  world.log.faults.arm();
  const invoke = (FunctionName: string) =>
    world.lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
  await expect(invoke('arn:aws:lambda:us-east-1:000000000000:function:slow-function')).rejects.toMatchObject({
    name: 'TooManyRequestsException',
  });
  // Behind this endpoint no function answers, so that a request that is not struck waits for its client to give up.
  await expect(invoke('other-function')).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(world.log.logged()).toHaveLength(1);
});

describe('the other services', () => {
  const send = {
    s3: () => world.s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'a/b', Body: 'x' })),
    sqs: () =>
      world.sqs.send(new SendMessageCommand({ QueueUrl: 'http://x/000000000000/q', MessageBody: 'x' })),
    lambda: () => world.lambda.send(new InvokeCommand({ FunctionName: 'f' })),
    states: () => world.states.send(new StartExecutionCommand({ stateMachineArn: 'arn' })),
    kinesis: () =>
      world.kinesis.send(
        new PutRecordsCommand({ StreamName: 's', Records: [{ Data: Buffer.from('x'), PartitionKey: 'x' }] }),
      ),
  };

  test.each([
    ['s3', 'PutObject', 'throttle', 'SlowDown'],
    ['s3', 'PutObject', 'error', 'InternalError'],
    ['sqs', 'SendMessage', 'throttle', 'RequestThrottled'],
    ['sqs', 'SendMessage', 'error', 'InternalFailure'],
    ['lambda', 'Invoke', 'throttle', 'TooManyRequestsException'],
    ['lambda', 'Invoke', 'error', 'ServiceException'],
    ['states', 'StartExecution', 'throttle', 'ThrottlingException'],
    ['states', 'StartExecution', 'error', 'InternalFailure'],
    ['kinesis', 'PutRecords', 'throttle', 'ProvisionedThroughputExceededException'],
    ['kinesis', 'PutRecords', 'error', 'InternalFailure'],
  ] as const)('%s: %s struck by "%s" is the SDK’s %s', async (service, operation, kind, name) => {
    await open({ service, operation, kind });
    world.log.faults.arm();
    await expect(send[service]()).rejects.toMatchObject({ name });
  });

  test('an object whose answer is lost is stored', async () => {
    await open({ service: 's3', operation: 'PutObject', kind: 'lost-answer' });
    await world.s3.send(new CreateBucketCommand({ Bucket: 'files' }));
    world.log.faults.arm();
    await expect(send.s3()).rejects.toMatchObject({ name: 'InternalError' });
    const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: 'files', Key: 'a/b' }));
    expect(await Body?.transformToString()).toBe('x');
  });

  test('what no rule names is untouched and leaves no line', async () => {
    await open({ service: 's3', operation: 'PutObject', kind: 'error' });
    world.log.faults.arm();
    await world.sqs.send(new CreateQueueCommand({ QueueName: 'q' }));
    expect(world.log.logged()).toEqual([]);
  });
});

describe('PutRecords struck by "partial"', () => {
  const Records = Array.from({ length: 500 }, (_, n) => ({
    Data: Buffer.from(`${n}`),
    PartitionKey: `${n}`,
  }));

  test.each([
    [0.2, 60, 140],
    [1, 500, 500],
  ])('with a share of %p refuses that many and stores the others', async (share, fewest, most) => {
    await open({ service: 'kinesis', operation: 'PutRecords', kind: 'partial', share });
    await world.kinesis.send(new CreateStreamCommand({ StreamName: 's', ShardCount: 1 }));
    world.log.faults.arm();
    const output = await world.kinesis.send(new PutRecordsCommand({ StreamName: 's', Records }));
    const refused = output.Records?.filter(
      ({ ErrorCode }) => ErrorCode === 'ProvisionedThroughputExceededException',
    );
    expect(output.Records).toHaveLength(500);
    expect(output.FailedRecordCount).toBe(refused?.length);
    expect(refused?.length).toBeGreaterThanOrEqual(fewest);
    expect(refused?.length).toBeLessThanOrEqual(most);
    const numbers = output.Records?.flatMap(({ SequenceNumber }) => SequenceNumber ?? []) ?? [];
    expect(new Set(numbers).size).toBe(500 - Number(refused?.length));
  });
});
