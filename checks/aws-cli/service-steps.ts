import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldOf, textOf } from '../../producer/stack/json-field.ts';
import { CheckFailed, checkEqual } from '../deployment/tools/check.ts';
import type { Step } from '../deployment/tools/steps.ts';
import { type AwsCli, listIn, STACK, untilFound } from './aws-cli.ts';

export interface CheckedCloud {
  readonly aws: AwsCli;
  /** An output of the stack. @throws {CheckFailed} if it does not exist */
  readonly output: (name: string) => string;
  readonly scratchDir: string;
}

const DATE = '2024-05-25';
const START = { trip_id: 'cli-1', pickup_datetime: `${DATE} 10:00:00` };
const END = { trip_id: 'cli-1', dropoff_datetime: `${DATE} 10:30:00`, fare_amount: '12.30' };
const REFUSED = { trip_id: 'cli-2', dropoff_datetime: 'yesterday', fare_amount: '1' };

/** Each of these tools sends and reads; the later ones find what the earlier ones sent. */
export const serviceSteps = ({ aws, output, scratchDir }: CheckedCloud): readonly Step[] => {
  const put = (stream: string, event: { readonly trip_id: string }) =>
    aws.json(
      ...['kinesis', 'put-record', '--stream-name', output(stream), '--partition-key', event.trip_id],
      // Version 1 of the CLI takes text as is, version 2 takes base64 by default.
      ...['--data', JSON.stringify(event)],
    );

  const caller = async (): Promise<string> => {
    const identity = await aws.json('sts', 'get-caller-identity');
    checkEqual('the account', textOf(identity, 'Account'), '000000000000');
    return String(textOf(identity, 'Arn'));
  };

  const kinesis = async (): Promise<string> => {
    await put('TripStartStreamName', START);
    const { SequenceNumber } = Object(await put('TripEndStreamName', END));
    await put('TripEndStreamName', REFUSED);
    const stream = ['--stream-name', output('TripEndStreamName')];
    const { ShardIterator } = Object(
      await aws.json(
        ...['kinesis', 'get-shard-iterator', ...stream, '--shard-id', 'shardId-000000000000'],
        ...['--shard-iterator-type', 'TRIM_HORIZON'],
      ),
    );
    const read = await aws.json('kinesis', 'get-records', '--shard-iterator', ShardIterator);
    const sequenceNumbers = listIn(read, 'Records').map((record) => textOf(record, 'SequenceNumber'));
    if (!sequenceNumbers.includes(SequenceNumber))
      throw new CheckFailed(`get-records does not have the record ${SequenceNumber}`);
    return `${sequenceNumbers.length} records read back`;
  };

  const scan = async (): Promise<string> => {
    const table = ['--table-name', output('TripsTableName')];
    const item = await untilFound('the completed trip', async () => {
      const { Items = [] } = Object(await aws.json('dynamodb', 'scan', ...table));
      return listIn({ Items }, 'Items').find((found) => textOf(found, 'trip_status', 'S') === 'completed');
    });
    checkEqual('its fare', textOf(item, 'fare_amount', 'N'), '12.3');
    return 'the trip is completed';
  };

  const sqs = async (): Promise<string> => {
    const queue = ['--queue-url', output('QuarantineQueueUrl')];
    const body = await untilFound('the refused event', async () => {
      const { Messages = [] } = Object(
        (await aws.sqs('receive-message', ...queue, '--visibility-timeout', '0')) ?? {},
      );
      return textOf(Messages[0], 'Body');
    });
    checkEqual('its payload', JSON.parse(String(textOf(JSON.parse(body), 'payload'))), REFUSED);
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
    const answer = await aws.sqs('get-queue-attributes', ...queue, '--attribute-names', ...names);
    // A message that was just received may count as either.
    const messages = names.reduce((sum, name) => sum + Number(textOf(answer, 'Attributes', name)), 0);
    checkEqual('messages', messages, 1);
    return '1 refused event waits';
  };

  const stepFunctions = async (): Promise<string> => {
    const machine = ['--state-machine-arn', output('DailyKpiStateMachineArn')];
    const input = JSON.stringify({ date: DATE });
    const started = await aws.json(
      ...[
        'stepfunctions',
        'start-execution',
        ...machine,
        '--name',
        `kpi-${DATE}-by-the-cli`,
        '--input',
        input,
      ],
    );
    const status = await untilFound('the end of the run', async () => {
      const listed = listIn(await aws.json('stepfunctions', 'list-executions', ...machine), 'executions');
      const run = listed.find(
        (execution) => textOf(execution, 'executionArn') === textOf(started, 'executionArn'),
      );
      const found = textOf(run, 'status');
      return found === 'RUNNING' ? undefined : found;
    });
    checkEqual('the run', status, 'SUCCEEDED');
    return `kpi-${DATE}-by-the-cli ${status}`;
  };

  const s3 = async (): Promise<string> => {
    const bucket = `s3://${output('MetricsBucketName')}`;
    const listing = await aws.text('s3', 'ls', `${bucket}/daily/${DATE}/`);
    if (!listing.includes('metrics.json')) throw new CheckFailed(`s3 ls shows ${listing}`);
    const file = join(scratchDir, 'metrics.json');
    await aws.text('s3', 'cp', '--quiet', `${bucket}/daily/${DATE}/metrics.json`, file);
    const metrics = JSON.parse(await readFile(file, 'utf8'));
    checkEqual('total_fare', fieldOf(metrics, 'metrics', 'total_fare'), 12.3);
    // Uploads above 8 MB are multipart.
    const large = join(scratchDir, 'large');
    await writeFile(large, Buffer.alloc(9 * 1024 * 1024, 'x'));
    await aws.text('s3', 'cp', '--quiet', large, `${bucket}/from-the-cli/large`);
    const { ContentLength } = Object(
      await aws.json(
        ...['s3api', 'head-object', '--bucket', output('MetricsBucketName'), '--key', 'from-the-cli/large'],
      ),
    );
    checkEqual('bytes of the large file', ContentLength, 9 * 1024 * 1024);
    return `metrics.json downloaded, ${ContentLength} bytes uploaded`;
  };

  const boto3 = async (): Promise<string> => {
    const item = JSON.parse(await aws.python('send_and_read.py', 'boto3-1', STACK));
    checkEqual('trip_status', textOf(item, 'trip_status'), 'completed');
    checkEqual('fare_amount', textOf(item, 'fare_amount'), '40.09620692463166');
    return 'a trip sent and read back, every digit kept';
  };

  return [
    { name: 'aws sts get-caller-identity', run: caller },
    { name: 'aws kinesis put-record, get-records', run: kinesis },
    { name: 'aws dynamodb scan', run: scan },
    { name: 'aws sqs receive-message, get-queue-attributes', run: sqs },
    { name: 'aws stepfunctions start-execution, list-executions', run: stepFunctions },
    { name: 'aws s3 ls, s3 cp', run: s3 },
    { name: 'boto3', run: boto3 },
  ];
};
