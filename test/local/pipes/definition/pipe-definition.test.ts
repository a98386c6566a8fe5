import { describe, expect, test } from '@jest/globals';
import { parsePipeDefinition } from '../../../../local/pipes/definition/pipe-definition.ts';
import { pipeProperties } from '../pipe-properties-under-test.ts';

const parse = (properties: unknown) => parsePipeDefinition('starts', properties);
const withKinesis = (parameters: object) => pipeProperties({ KinesisStreamParameters: parameters });

describe('the properties of a pipe', () => {
  test('are read with their documented defaults', () => {
    const minimal = {
      RoleArn: 'arn:aws:iam::000000000000:role/pipe',
      Source: 'arn:aws:kinesis:eu-west-1:123456789012:stream/trips',
      Target: 'arn:aws:lambda:eu-west-1:123456789012:function:record',
      SourceParameters: { KinesisStreamParameters: { StartingPosition: 'LATEST' } },
    };
    expect(parse(minimal)).toEqual({
      name: 'starts',
      arn: 'arn:aws:pipes:eu-west-1:123456789012:pipe/starts',
      region: 'eu-west-1',
      roleArn: minimal.RoleArn,
      desiredState: 'RUNNING',
      streamArn: minimal.Source,
      streamName: 'trips',
      functionArn: minimal.Target,
      startingPosition: { type: 'LATEST' },
      batchSize: 100,
      batchWindowSeconds: 0,
      parallelizationFactor: 1,
      maximumRetryAttempts: Infinity,
      maximumRecordAgeSeconds: Infinity,
      bisect: false,
    });
  });

  test('are all read, numbers also from text, and those without effect on records are accepted', () => {
    const definition = parse({
      ...withKinesis({
        BatchSize: '500',
        DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:dead-letters' },
        MaximumBatchingWindowInSeconds: 2,
        MaximumRecordAgeInSeconds: 60,
        MaximumRetryAttempts: 0,
        OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        ParallelizationFactor: 10,
        StartingPosition: 'AT_TIMESTAMP',
        StartingPositionTimestamp: '1718000000',
      }),
      Description: 'd',
      DesiredState: 'STOPPED',
      KmsKeyIdentifier: 'k',
      LogConfiguration: { Level: 'ERROR' },
      Tags: { a: 'b' },
    });
    expect(definition).toMatchObject({
      desiredState: 'STOPPED',
      startingPosition: { type: 'AT_TIMESTAMP', timestampMs: 1_718_000_000_000 },
      batchSize: 500,
      batchWindowSeconds: 2,
      parallelizationFactor: 10,
      maximumRetryAttempts: 0,
      maximumRecordAgeSeconds: 60,
      bisect: true,
      deadLetterQueueName: 'dead-letters',
    });
  });

  const kinesis = 'SourceParameters.KinesisStreamParameters';
  test.each<[string, unknown, string]>([
    ['no object', [], 'pipe starts: its properties must be an object, not []'],
    ['an unknown property', pipeProperties({}, { Foo: 1 }), 'pipe starts: Foo is not a property'],
    ['an unknown inner property', withKinesis({ Foo: 1 }), `pipe starts: ${kinesis}.Foo is not a property`],
    [
      'an enrichment',
      pipeProperties({}, { Enrichment: 'arn' }),
      'pipe starts: Enrichment is not run locally',
    ],
    [
      'a filter',
      pipeProperties({ FilterCriteria: { Filters: [{ Pattern: '{}' }] } }),
      'pipe starts: SourceParameters.FilterCriteria is not run locally',
    ],
    [
      'an input template',
      pipeProperties({}, { TargetParameters: { InputTemplate: '<$.data>' } }),
      'pipe starts: TargetParameters.InputTemplate is not run locally',
    ],
    [
      'an asynchronous invocation',
      pipeProperties(
        {},
        { TargetParameters: { LambdaFunctionParameters: { InvocationType: 'FIRE_AND_FORGET' } } },
      ),
      'InvocationType must be REQUEST_RESPONSE, not "FIRE_AND_FORGET"',
    ],
    [
      'another source',
      pipeProperties({}, { Source: 'arn:aws:sqs:us-east-1:0:q' }),
      'Source must be the ARN of a Kin',
    ],
    [
      'another target',
      pipeProperties({}, { Target: 'arn:aws:states:x' }),
      'Target must be the ARN of a Lambda',
    ],
    [
      'a batch too large',
      withKinesis({ BatchSize: 10_001 }),
      `${kinesis}.BatchSize must be a whole number from 1 to`,
    ],
    [
      'no starting position',
      withKinesis({ StartingPosition: undefined }),
      'must be TRIM_HORIZON or LATEST or AT_',
    ],
    [
      'a FIFO queue for dead letters',
      withKinesis({ DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:dead.fifo' } }),
      `${kinesis}.DeadLetterConfig.Arn must be the ARN of an SQS standard queue`,
    ],
    [
      'no time to start at',
      withKinesis({ StartingPosition: 'AT_TIMESTAMP' }),
      'StartingPositionTimestamp must be Unix',
    ],
    [
      'a time nobody asked for',
      withKinesis({ StartingPositionTimestamp: '1' }),
      'works only with AT_TIMESTAMP',
    ],
    [
      'another way to fail',
      withKinesis({ OnPartialBatchItemFailure: 'X' }),
      'must be AUTOMATIC_BISECT, not "X"',
    ],
  ])('%s is refused in one line that names it', (_, properties, message) => {
    expect(() => parse(properties)).toThrow(message);
    expect(() => parse(properties)).not.toThrow(/\n/);
  });
});
