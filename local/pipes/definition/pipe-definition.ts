import { type PropertySection, readProperties } from './pipe-properties.ts';

export type StartingPosition =
  | { type: 'TRIM_HORIZON' | 'LATEST' }
  | { type: 'AT_TIMESTAMP'; timestampMs: number };

/** A Kinesis → Lambda pipe, ready to run. `Infinity` stands for the -1 (no limit) of the properties. */
export interface PipeDefinition {
  name: string;
  arn: string;
  region: string;
  roleArn: string;
  desiredState: 'RUNNING' | 'STOPPED';
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
  /** Where records are reported that are given up; without it they are only counted and logged. */
  deadLetterQueueName?: string;
}

const EFFECTIVE = ['Name', 'RoleArn', 'Source', 'SourceParameters', 'Target', 'TargetParameters'];
const WITHOUT_EFFECT_ON_RECORDS = ['Description', 'KmsKeyIdentifier', 'LogConfiguration', 'Tags'];
const REFUSED = ['Enrichment', 'EnrichmentParameters'];
const KINESIS = [
  'BatchSize',
  'DeadLetterConfig',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'OnPartialBatchItemFailure',
  'ParallelizationFactor',
  'StartingPosition',
  'StartingPositionTimestamp',
];

/**
 * Reads the resolved properties of an AWS::Pipes::Pipe. Limits and defaults:
 * https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeSourceKinesisStreamParameters.html
 *
 * @throws InvalidPipeError for a property that is unknown, out of range, or beyond what the runner does
 */
export const parsePipeDefinition = (name: string, properties: unknown): PipeDefinition => {
  const known = [...EFFECTIVE, 'DesiredState', ...WITHOUT_EFFECT_ON_RECORDS, ...REFUSED];
  const pipe = readProperties(name, properties, known);
  for (const key of REFUSED) {
    if (pipe.has(key)) throw pipe.refuse(key, 'is not run locally: remove it, and enrich in the function');
  }
  const source = pipe.section('SourceParameters', ['FilterCriteria', 'KinesisStreamParameters']);
  refuseFilters(source);
  checkTarget(pipe.section('TargetParameters', ['InputTemplate', 'LambdaFunctionParameters']));
  const roleArn = pipe.matching('RoleArn', /^arn:.+/, 'the ARN of a role');
  const stream = pipe.matching(
    'Source',
    STREAM_ARN,
    'the ARN of a Kinesis stream, the only source run locally',
  );
  const target = pipe.matching(
    'Target',
    FUNCTION_ARN,
    'the ARN of a Lambda function, the only target run locally',
  );
  const [streamArn, partition, region = '', account, streamName = ''] = stream;
  return {
    name,
    arn: `arn:${partition}:pipes:${region}:${account}:pipe/${name}`,
    region,
    roleArn: roleArn[0],
    desiredState: pipe.has('DesiredState') ? pipe.oneOf('DesiredState', ['RUNNING', 'STOPPED']) : 'RUNNING',
    streamArn,
    streamName,
    functionArn: target[0],
    ...readKinesisParameters(source.section('KinesisStreamParameters', KINESIS)),
  };
};

const STREAM_ARN = /^arn:([\w-]+):kinesis:([\w-]+):(\d{12}):stream\/([\w.-]+)$/;
const FUNCTION_ARN = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w$:-]+$/;
const QUEUE_ARN = /^arn:[\w-]+:sqs:[\w-]+:\d{12}:([\w-]+)$/;

const readKinesisParameters = (kinesis: PropertySection) => ({
  startingPosition: readStartingPosition(kinesis),
  batchSize: kinesis.integer('BatchSize', { min: 1, max: 10_000 }, 100),
  batchWindowSeconds: kinesis.integer('MaximumBatchingWindowInSeconds', { min: 0, max: 300 }, 0),
  parallelizationFactor: kinesis.integer('ParallelizationFactor', { min: 1, max: 10 }, 1),
  maximumRetryAttempts: limit(kinesis.integer('MaximumRetryAttempts', { min: -1, max: 10_000 }, -1)),
  maximumRecordAgeSeconds: limit(kinesis.integer('MaximumRecordAgeInSeconds', { min: -1, max: 604_800 }, -1)),
  bisect:
    kinesis.has('OnPartialBatchItemFailure') &&
    kinesis.oneOf('OnPartialBatchItemFailure', ['AUTOMATIC_BISECT']) === 'AUTOMATIC_BISECT',
  ...readDeadLetterQueue(kinesis),
});

const limit = (value: number): number => (value === -1 ? Infinity : value);

const readStartingPosition = (kinesis: PropertySection): StartingPosition => {
  const type = kinesis.oneOf('StartingPosition', ['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP']);
  if (type !== 'AT_TIMESTAMP') {
    if (!kinesis.has('StartingPositionTimestamp')) return { type };
    throw kinesis.refuse('StartingPositionTimestamp', `goes only with AT_TIMESTAMP, not with ${type}`);
  }
  const given = kinesis.value('StartingPositionTimestamp');
  const timestampMs = toEpochMs(given);
  if (Number.isFinite(timestampMs)) return { type, timestampMs };
  const form = 'Unix seconds or an ISO 8601 time';
  throw kinesis.refuse('StartingPositionTimestamp', `must be ${form}, not ${JSON.stringify(given)}`);
};

const toEpochMs = (time: unknown): number => {
  if (typeof time === 'number') return time * 1000;
  if (typeof time !== 'string') return NaN;
  return /^\d+(\.\d+)?$/.test(time) ? Number(time) * 1000 : Date.parse(time);
};

const readDeadLetterQueue = (kinesis: PropertySection): { deadLetterQueueName?: string } => {
  if (!kinesis.has('DeadLetterConfig')) return {};
  const form = 'the ARN of an SQS standard queue, the only dead-letter target run locally';
  const [, queueName = ''] = kinesis.section('DeadLetterConfig', ['Arn']).matching('Arn', QUEUE_ARN, form);
  return { deadLetterQueueName: queueName };
};

const refuseFilters = (source: PropertySection): void => {
  const filters = source.section('FilterCriteria', ['Filters']).value('Filters') ?? [];
  if (Array.isArray(filters) && filters.length === 0) return;
  throw source.refuse('FilterCriteria', 'is not run locally: remove it, and ignore records in the function');
};

const checkTarget = (target: PropertySection): void => {
  if (target.has('InputTemplate')) {
    throw target.refuse('InputTemplate', 'is not run locally: remove it, and read the record as delivered');
  }
  const lambda = target.section('LambdaFunctionParameters', ['InvocationType']);
  if (lambda.has('InvocationType')) lambda.oneOf('InvocationType', ['REQUEST_RESPONSE']);
};
