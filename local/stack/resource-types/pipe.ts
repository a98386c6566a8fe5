import { parsePipeDefinition } from '../../pipes/definition/pipe-definition.ts';
import { arn } from '../../values/account.ts';
import { fields, honoured, ignored, only } from './property-rules.ts';
import type { ResourceType } from './resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html */
export const pipe: ResourceType = {
  rules: {
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
        InvocationType: only(['REQUEST_RESPONSE'], 'the runner waits for the answer to retry failures'),
      }),
    }),
    DesiredState: honoured,
    RoleArn: ignored('permissions are not checked'),
    LogConfiguration: ignored('the state of a pipe is answered under /_local/pipes, not logged'),
    KmsKeyIdentifier: ignored('nothing is encrypted at rest'),
    Description: ignored('it is for people'),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'Name', maxLength: 64 },
  identify: (name) => ({ ref: name, attributes: { Arn: arn('pipes', `pipe/${name}`) } }),
  create: ({ name, properties }, { startPipe }) => startPipe(parsePipeDefinition(name, properties)),
};
