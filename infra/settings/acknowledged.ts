import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/**
 * The findings of cdk-nag's packs that we accept, each with the reason that a reviewer would ask for, acknowledged on
 * the resource that it is about. Any other finding fails the tests.
 */
type Reasons = Readonly<Record<string, string>>;

export const acknowledge = (on: IConstruct, reasons: Reasons): void => {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(on).acknowledge({ id, reason });
};

const nist = (rule: string): string => `NIST.800.53.R5::NIST.800.53.R5-${rule}`;

export const FUNCTION_REASONS: Reasons = {
  [nist('LambdaConcurrency')]:
    'What invokes the functions bounds their concurrency: shards times the parallelization factor for the pipes, MaxConcurrency for the state machine. A reserve would take from the account what they may never need.',
  [nist('LambdaDLQ')]:
    'Every invocation is synchronous. The pipe has the dead-letter queue, and the state machine the retries; a function’s own is only for asynchronous invocations.',
  [nist('LambdaInsideVPC')]:
    'The functions reach DynamoDB, SQS and S3 over TLS with their own roles and nothing in any VPC.',
};

export const INLINE_POLICY_REASONS: Reasons = {
  [nist('IAMNoInlinePolicy')]:
    'Each role has one purpose and one policy, which says what that one resource may do and goes with it; a managed policy would invite others to attach it.',
};

export const TRACING_REASONS: Reasons = {
  'AwsSolutions::AwsSolutions-IAM5[Resource::*]':
    'X-Ray and the vended log delivery of Step Functions have no resource-level permissions: AWS requires * here. docs/security.md lists each statement.',
};

/** The finding about a wildcard in the key of a bucket's objects, under the id that the packs use. */
const wildcardIn = (bucket: IBucket, keys: string, reason: string): Reasons => {
  const { defaultChild } = bucket.node;
  const id =
    defaultChild instanceof CfnElement ? Stack.of(bucket).getLogicalId(defaultChild) : bucket.bucketArn;
  return { [`AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/${keys}]`]: reason };
};

export const dailyObjectsReason = (bucket: IBucket): Reasons =>
  wildcardIn(
    bucket,
    'daily/*',
    'The keys below daily/ are dates and run names that do not exist yet; the bucket and the prefix are fixed.',
  );

export const dailyFilesReason = (bucket: IBucket, name: string): Reasons =>
  wildcardIn(
    bucket,
    `daily/*/${name}`,
    'The wildcard stands for a date; the bucket, the prefix and the name of the file are fixed.',
  );

export const quarantinedObjectsReason = (bucket: IBucket): Reasons =>
  wildcardIn(
    bucket,
    'quarantine/*',
    'The keys below quarantine/ are shards and sequence numbers of records that do not exist yet; the bucket and the prefix are fixed.',
  );

export const AWS_KEY_REASONS: Reasons = {
  [nist('CloudWatchLogGroupEncrypted')]:
    'Log groups are encrypted with AWS’s own key, and never hold a payload; -c kms=customer puts them under a key of the account’s.',
  [nist('S3DefaultEncryptionKMS')]:
    'Metrics files are encrypted with S3’s own key; -c kms=customer puts them under a key of the account’s. Access logs can only be under S3’s.',
};

export const BUCKET_REASONS: Reasons = {
  [nist('S3BucketReplicationEnabled')]:
    'Every metrics file can be computed again from the table, which has point-in-time recovery; versions keep what was overwritten.',
};

export const TABLE_REASONS: Reasons = {
  [nist('DynamoDBInBackupPlan')]:
    'Point-in-time recovery covers 35 days; whether the account also keeps backup plans is for the account to say.',
};

export const STREAM_REASONS: Reasons = {
  'AwsSolutions::AwsSolutions-KDS3':
    'With -c kms=customer the stream is deliberately under a key of the account’s own, which every role behind it may use.',
};
