import { type PipeProperties, readPipeProperties } from './pipe-properties.ts';

/** Whether a pipe should read its stream. */
export type DesiredState = 'RUNNING' | 'STOPPED';

export type StartingPosition =
  | { type: 'TRIM_HORIZON' | 'LATEST' }
  | { type: 'AT_TIMESTAMP'; timestampMs: number };

/** A Kinesis → Lambda pipe, ready to run. `Infinity` stands for the -1 (no limit) of the properties. */
export interface PipeDefinition {
  name: string;
  arn: string;
  region: string;
  roleArn: string;
  desiredState: DesiredState;
  streamArn: string;
  streamName: string;
  functionArn: string;
  startingPosition: StartingPosition;
  batchSize: number;
  batchWindowSeconds: number;
  parallelizationFactor: number;
  maximumRetryAttempts: number;
  maximumRecordAgeSeconds: number;
  bisect: boolean;
  /** Where given-up records are reported; without it they are only counted and logged. */
  deadLetterQueueName?: string;
  /** Where deliveries that fail are logged. */
  errorLogGroupName?: string | undefined;
}

/**
 * Reads the resolved properties of an AWS::Pipes::Pipe. Limits and defaults:
 * https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeSourceKinesisStreamParameters.html
 *
 * @throws InvalidPipeError for a property that is unknown, out of range, or not supported by the runner
 */
export const parsePipeDefinition = (name: string, properties: unknown): PipeDefinition => {
  const pipe = readPipeProperties(name, properties);
  const [roleArn] = pipe.matching('RoleArn', /^arn:.+/, 'the ARN of a role');
  const [streamArn, partition, region = '', account, streamName = ''] = pipe.matching(
    'Source',
    STREAM_ARN,
    'the ARN of a Kinesis stream, the only source run locally',
  );
  const [functionArn] = pipe.matching(
    'Target',
    FUNCTION_ARN,
    'the ARN of a Lambda function, the only target run locally',
  );
  return {
    name,
    arn: `arn:${partition}:pipes:${region}:${account}:pipe/${name}`,
    region,
    roleArn,
    desiredState: pipe.has('DesiredState') ? pipe.oneOf('DesiredState', ['RUNNING', 'STOPPED']) : 'RUNNING',
    streamArn,
    streamName,
    functionArn,
    ...readKinesisParameters(pipe),
    errorLogGroupName: readErrorLogGroup(pipe),
  };
};

const STREAM_ARN = /^arn:([\w-]+):kinesis:([\w-]+):(\d{12}):stream\/([\w.-]+)$/;
const FUNCTION_ARN = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w$:-]+$/;
const QUEUE_ARN = /^arn:[\w-]+:sqs:[\w-]+:\d{12}:([\w-]+)$/;
const LOG_GROUP_ARN = /^arn:[\w-]+:logs:[\w-]+:\d{12}:log-group:([^:*]+)/;
const KINESIS = 'SourceParameters.KinesisStreamParameters';

const readKinesisParameters = (pipe: PipeProperties) => {
  const integer = (name: string, min: number, max: number) =>
    pipe.optionalInteger(`${KINESIS}.${name}`, { min, max });
  const onFailure = `${KINESIS}.OnPartialBatchItemFailure`;
  return {
    startingPosition: readStartingPosition(pipe),
    batchSize: integer('BatchSize', 1, 10_000) ?? 100,
    batchWindowSeconds: integer('MaximumBatchingWindowInSeconds', 0, 300) ?? 0,
    parallelizationFactor: integer('ParallelizationFactor', 1, 10) ?? 1,
    maximumRetryAttempts: limit(integer('MaximumRetryAttempts', -1, 10_000)),
    maximumRecordAgeSeconds: limit(integer('MaximumRecordAgeInSeconds', -1, 604_800)),
    bisect: pipe.has(onFailure) && pipe.oneOf(onFailure, ['AUTOMATIC_BISECT']) === 'AUTOMATIC_BISECT',
    ...readDeadLetterQueue(pipe),
  };
};

const limit = (value = -1): number => (value === -1 ? Infinity : value);

const readStartingPosition = (pipe: PipeProperties): StartingPosition => {
  const timestamp = `${KINESIS}.StartingPositionTimestamp`;
  const type = pipe.oneOf(`${KINESIS}.StartingPosition`, ['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP']);
  if (type !== 'AT_TIMESTAMP') {
    if (!pipe.has(timestamp)) return { type };
    throw pipe.refuse(timestamp, `works only with AT_TIMESTAMP, not with ${type}`);
  }
  const given = pipe.value(timestamp);
  const timestampMs = toEpochMs(given);
  if (Number.isFinite(timestampMs)) return { type, timestampMs };
  const form = 'Unix seconds or an ISO 8601 time';
  throw pipe.refuse(timestamp, `must be ${form}, not ${JSON.stringify(given)}`);
};

const toEpochMs = (time: unknown): number => {
  if (typeof time === 'number') return time * 1000;
  if (typeof time !== 'string') return NaN;
  return /^\d+(\.\d+)?$/.test(time) ? Number(time) * 1000 : Date.parse(time);
};

const readErrorLogGroup = (pipe: PipeProperties): string | undefined => {
  const destination = 'LogConfiguration.CloudwatchLogsLogDestination';
  if (pipe.value('LogConfiguration.Level') !== 'ERROR' || !pipe.has(destination)) return undefined;
  return pipe.matching(`${destination}.LogGroupArn`, LOG_GROUP_ARN, 'the ARN of a log group')[1];
};

const readDeadLetterQueue = (pipe: PipeProperties): { deadLetterQueueName?: string } => {
  if (!pipe.has(`${KINESIS}.DeadLetterConfig`)) return {};
  const form = 'the ARN of an SQS standard queue, the only dead-letter target run locally';
  const [, queueName = ''] = pipe.matching(`${KINESIS}.DeadLetterConfig.Arn`, QUEUE_ARN, form);
  return { deadLetterQueueName: queueName };
};
