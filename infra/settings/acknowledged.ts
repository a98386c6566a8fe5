import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { allow } from './policies.ts';

/**
 * The findings of cdk-nag's packs that we accept, each with the reason that a reviewer would ask for, acknowledged on
 * the resource concerned. Any other finding fails the tests.
 */
type Reasons = Readonly<Record<string, string>>;

export const acknowledge = (on: IConstruct, reasons: Reasons): void => {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(on).acknowledge({ id, reason });
};

const nist = (rule: string): string => `NIST.800.53.R5::NIST.800.53.R5-${rule}`;

export const FUNCTION_REASONS: Reasons = {
  [nist('LambdaConcurrency')]:
    'What invokes the functions bounds their concurrency: shards times the parallelization factor for the pipes, MaxConcurrency for the state machine. Reserved concurrency would take capacity from the account that they may never need.',
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

const ONE_FILE_A_DAY =
  'The wildcard stands for a date; the bucket, the prefix and the name of the file are fixed.';

/** Why a function may use all objects of a bucket whose keys match. */
const OBJECT_REASONS = {
  'daily/*':
    'The keys below daily/ are dates and run names that do not exist yet; the bucket and the prefix are fixed.',
  'daily/*/audit.json': ONE_FILE_A_DAY,
  'daily/*/metrics.json': ONE_FILE_A_DAY,
  'quarantine/*':
    'The keys below quarantine/ are shards and sequence numbers of records that do not exist yet; the bucket and the prefix are fixed.',
} as const;

/** Allows actions on objects, and acknowledges the wildcard in their keys under the id that the packs use. */
export const allowObjects = (
  fn: LambdaFunction,
  actions: string[],
  bucket: Bucket,
  keys: keyof typeof OBJECT_REASONS,
): void => {
  allow(fn, actions, [bucket.arnForObjects(keys)]);
  const { defaultChild } = bucket.node;
  const id =
    defaultChild instanceof CfnElement ? Stack.of(bucket).getLogicalId(defaultChild) : bucket.bucketArn;
  if (fn.role !== undefined)
    acknowledge(fn.role, {
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/${keys}]`]: OBJECT_REASONS[keys],
    });
};

export const AWS_KEY_REASONS: Reasons = {
  [nist('CloudWatchLogGroupEncrypted')]:
    'Log groups are encrypted with AWS’s own key, and never hold a payload; -c kms=customer puts them under a customer managed key.',
  [nist('S3DefaultEncryptionKMS')]:
    'Metrics files are encrypted with S3’s own key; -c kms=customer puts them under a customer managed key. Access logs can only be under S3’s.',
};

export const BUCKET_REASONS: Reasons = {
  [nist('S3BucketReplicationEnabled')]:
    'Every metrics file can be computed again from the table, which has point-in-time recovery; versions keep what was overwritten.',
};

export const TABLE_REASONS: Reasons = {
  [nist('DynamoDBInBackupPlan')]:
    'Point-in-time recovery covers 35 days; whether there are backup plans as well is up to the account’s owner.',
};

export const STREAM_REASONS: Reasons = {
  'AwsSolutions::AwsSolutions-KDS3':
    'With -c kms=customer the stream is deliberately under a customer managed key, which every role behind it may use.',
};
