import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TransientAwsError } from '../../../functions/contracts/agreed.ts';
import { intakeQueues, MAX_MESSAGE_BYTES } from '../../../functions/intake/record-destinations.aws.ts';
import { openS3AndSqs } from '../../../local/services/s3-sqs/s3-sqs.ts';
import { type Cloud, closedRoutes, serve } from '../aws/cloud-under-test.ts';

let services: Awaited<ReturnType<typeof openS3AndSqs>>;
let cloud: Cloud;
let queueUrl = '';
let deadLetterQueueUrl = '';
const failing = { sqs: false, s3: false };

const createQueue = async (QueueName: string): Promise<string> => {
  const { QueueUrl = '' } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName }));
  return QueueUrl;
};

beforeAll(async () => {
  services = await openS3AndSqs({});
  cloud = await serve({
    ...closedRoutes,
    sqs: (req, body) => (failing.sqs ? closedRoutes.sqs : services.listener)(req, body),
    s3: (req, body) => (failing.s3 ? closedRoutes.s3 : services.listener)(req, body),
  });
  queueUrl = await createQueue('quarantine');
  deadLetterQueueUrl = await createQueue('dead-letters');
  await new S3Client({}).send(new CreateBucketCommand({ Bucket: 'metrics' }));
});

beforeEach(() => {
  Object.assign(failing, { sqs: false, s3: false });
});

afterAll(async () => {
  await cloud.close();
  await services.close();
});

const queue = () =>
  intakeQueues({
    quarantineQueueUrl: queueUrl,
    deadLetterQueueUrl,
    bucketName: 'metrics',
  });

const never = new AbortController().signal;

const record = (data: string) => ({
  eventID: 'shardId-000000000006:4959',
  eventSource: 'aws:kinesis' as const,
  eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/ends',
  partitionKey: 'a1',
  sequenceNumber: '4959',
  approximateArrivalTimestamp: 1_716_600_000.25,
  data,
});

const receiveBody = async (QueueUrl = queueUrl): Promise<string> => {
  const client = new SQSClient({});
  const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
  const [message] = Messages ?? [];
  if (message === undefined) return 'null';
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  return message.Body ?? '';
};

const receive = async (): Promise<unknown> => JSON.parse(await receiveBody());

test('keeps the payload, every reason, and where and when the record came from', async () => {
  const text = '{"trip_id":"a#1","fare_amount":"-1"}';
  await queue().quarantine(record(Buffer.from(text).toString('base64')), ['first', 'second'], never);
  expect(await receive()).toEqual({
    reasons: ['first', 'second'],
    payload: text,
    payload_encoding: 'utf8',
    stream_arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/ends',
    shard_id: 'shardId-000000000006',
    sequence_number: '4959',
    partition_key: 'a1',
    arrived_at: '2024-05-25T01:20:00.250Z',
    quarantined_at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test.each([
  ['bytes that are not text', Buffer.from([0x7b, 0xff, 0x00]).toString('base64'), 'base64', 'e/8A'],
  ['data that is not base64', 'not base64!', 'verbatim', 'not base64!'],
  [
    'characters that the queue would refuse',
    Buffer.from('a\u0000\uFFFE\uFFFFb').toString('base64'),
    'utf8',
    'a\u0000\uFFFE\uFFFFb',
  ],
  ['emoji', Buffer.from('a🚕b').toString('base64'), 'utf8', 'a🚕b'],
])('keeps %s as they came', async (_, data, payload_encoding, payload) => {
  await queue().quarantine(record(data), ['x'], never);
  expect(await receive()).toMatchObject({ payload_encoding, payload });
});

test('a record that alone makes the function fail waits with its error and its payload, for a person', async () => {
  const error = { name: 'TypeError', message: 'no such thing' };
  await queue().deadLetter(record('e30='), error, never);
  expect(JSON.parse(await receiveBody(deadLetterQueueUrl))).toMatchObject({
    context: { condition: 'RecordFailed' },
    KinesisBatchInfo: { shardId: 'shardId-000000000006', startSequenceNumber: '4959', batchSize: 1 },
    error,
    partition_key: 'a1',
    payload: '{}',
    payload_encoding: 'utf8',
  });
});

test('a queue that fails is transient, so that the record comes again', async () => {
  failing.sqs = true;
  await expect(queue().quarantine(record('e30='), ['x'], never)).rejects.toThrow(TransientAwsError);
});

test('the deadline stops the request for the payload and the one for the message', async () => {
  const stopped = AbortSignal.abort();
  const large = Buffer.alloc(MAX_MESSAGE_BYTES).toString('base64');
  failing.s3 = true;
  await expect(queue().quarantine(record(large), ['x'], stopped)).rejects.toThrow(/[Aa]bort/);
  failing.sqs = true;
  await expect(queue().quarantine(record('e30='), ['x'], stopped)).rejects.toThrow(/[Aa]bort/);
});

describe('a payload of about the size of a message', () => {
  const location = {
    bucket: 'metrics',
    key: 'quarantine/ends/shardId-000000000006/4959',
    bytes: expect.any(Number),
  };
  const objectBytes = async (): Promise<Buffer> => {
    const { Body } = await new S3Client({}).send(
      new GetObjectCommand({ Bucket: 'metrics', Key: location.key }),
    );
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  const quarantine = (bytes: Buffer) => queue().quarantine(record(bytes.toString('base64')), ['x'], never);
  const sizeOfEmptyMessage = async (): Promise<number> => {
    await quarantine(Buffer.alloc(0));
    return Buffer.byteLength(await receiveBody());
  };

  // Each character, its bytes in UTF-8, and its bytes in the message's JSON.
  test.each([
    ['plain text', 'a', 1, 1],
    ['NULs, which JSON writes in six bytes', '\0', 1, 6],
    ['quotes, which JSON writes in two', '"', 1, 2],
    ['emoji, which are escaped as two characters', '🚕', 4, 12],
    ['U+FFFF, which the queue would refuse', '\uFFFF', 3, 6],
  ])(
    'is in the message as long as it fits, and outside of it from then on: %s',
    async (_, unit, sent, written) => {
      const room = MAX_MESSAGE_BYTES - (await sizeOfEmptyMessage());
      const units = Math.floor(room / written);
      const largest = unit.repeat(units);
      await quarantine(Buffer.from(largest));
      const body = await receiveBody();
      expect(JSON.parse(body).payload === largest).toBe(true);
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
      expect(Buffer.byteLength(body)).toBeGreaterThan(MAX_MESSAGE_BYTES - written);

      const tooLarge = Buffer.from(`${largest}${unit}`);
      await quarantine(tooLarge);
      const message = await receive();
      expect(message).toMatchObject({
        reasons: ['x'],
        sequence_number: '4959',
        partition_key: 'a1',
        payload_location: { ...location, bytes: (units + 1) * sent },
      });
      expect(message).not.toHaveProperty('payload');
      expect((await objectBytes()).equals(tooLarge)).toBe(true);
    },
  );

  test('bytes that are not text, and data that is not base64, are kept as they came', async () => {
    const bytes = Buffer.alloc(MAX_MESSAGE_BYTES, 0xff);
    await quarantine(bytes);
    expect(await receive()).toMatchObject({ payload_location: { ...location, bytes: bytes.length } });
    expect((await objectBytes()).equals(bytes)).toBe(true);

    const data = '!'.repeat(MAX_MESSAGE_BYTES);
    await queue().quarantine(record(data), ['x'], never);
    expect(await receive()).toMatchObject({ payload_location: { ...location, bytes: data.length } });
    expect((await objectBytes()).equals(Buffer.from(data))).toBe(true);
  });

  test('a second try after either half failed writes the same object, and only then the message', async () => {
    const bytes = Buffer.alloc(MAX_MESSAGE_BYTES, 'b');
    failing.s3 = true;
    await expect(quarantine(bytes)).rejects.toThrow(TransientAwsError);
    Object.assign(failing, { sqs: true, s3: false });
    await expect(quarantine(bytes)).rejects.toThrow(TransientAwsError);
    expect((await objectBytes()).equals(bytes)).toBe(true);
    failing.sqs = false;
    await quarantine(bytes);
    expect(await receive()).toMatchObject({ payload_location: { ...location, bytes: bytes.length } });
    // Neither of the failed tries left a message.
    expect(await receive()).toBeNull();
  });
});
