import {
  fields,
  honoured,
  ignored,
  only,
  type PropertyRules,
  violations,
} from '../../template/property-rules.ts';
import { type FieldReader, fieldReader, isObject } from '../../values/json.ts';

/**
 * The properties of a pipe;
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html
 */
export const pipeRules: PropertyRules = {
  Name: honoured,
  Source: honoured,
  Target: honoured,
  SourceParameters: fields({
    KinesisStreamParameters: fields({
      BatchSize: honoured,
      DeadLetterConfig: fields({ Arn: honoured }),
      MaximumBatchingWindowInSeconds: honoured,
      MaximumRecordAgeInSeconds: honoured,
      MaximumRetryAttempts: honoured,
      OnPartialBatchItemFailure: honoured,
      ParallelizationFactor: honoured,
      StartingPosition: honoured,
      StartingPositionTimestamp: honoured,
    }),
    FilterCriteria: only([{}, { Filters: [] }], 'records are not filtered'),
  }),
  TargetParameters: fields({
    LambdaFunctionParameters: fields({
      InvocationType: only(['REQUEST_RESPONSE'], 'the runner needs the answer to retry failures'),
    }),
  }),
  DesiredState: honoured,
  RoleArn: ignored('permissions are not checked'),
  LogConfiguration: fields({
    Level: only(['OFF', 'ERROR'], 'only failed deliveries are logged'),
    CloudwatchLogsLogDestination: fields({ LogGroupArn: honoured }),
    IncludeExecutionData: ignored('no record is logged'),
  }),
  KmsKeyIdentifier: ignored('nothing is encrypted at rest'),
  Description: ignored('it is for people'),
  Tags: ignored('tags are not kept'),
};

/** What AWS pipes support and this runner does not, and what to do instead. */
const REMEDIES: { readonly [property: string]: string } = {
  Enrichment: 'enrich in the function',
  EnrichmentParameters: 'enrich in the function',
  'SourceParameters.FilterCriteria': 'ignore records in the function',
  'TargetParameters.InputTemplate': 'read the record as delivered',
};

/** A pipe that cannot run: one line that names the pipe, the property and what to do. */
export class InvalidPipeError extends Error {
  override readonly name = 'InvalidPipeError';
}

/** The properties of a pipe, all of them known. Errors name the pipe and the property. */
export interface PipeProperties extends FieldReader {
  refuse(path: string, problem: string): InvalidPipeError;
}

/** @throws InvalidPipeError if `value` is not an object or has a property that the runner does not honour */
export const readPipeProperties = (pipeName: string, value: unknown): PipeProperties => {
  const refuse = (path: string, problem: string) =>
    new InvalidPipeError(`pipe ${pipeName}: ${path} ${problem}`);
  const mustBe = (path: string, expected: string, given: unknown) =>
    refuse(path, `must be ${expected}, not ${JSON.stringify(given)}`);
  if (!isObject(value)) throw mustBe('its properties', 'an object', value);
  for (const { property, value: given, allowed } of violations(value, pipeRules)) {
    const remedy = REMEDIES[property];
    if (remedy !== undefined) throw refuse(property, `is not run locally: remove it, and ${remedy}`);
    if (allowed !== undefined) throw mustBe(property, allowed.join(' or '), given);
    throw refuse(property, 'is not a property that the local pipe runner knows; remove it');
  }
  const reader = fieldReader(
    value,
    ({ path, value: given, expected, allowed }) => mustBe(path, allowed?.join(' or ') ?? expected, given),
    { numbersAsText: true },
  );
  return { ...reader, refuse };
};
