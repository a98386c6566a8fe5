import type { Identity } from '../../template/intrinsics.ts';
import { ACCOUNT_ID, arn } from '../../values/account.ts';

/** A resource type that is accepted but not run: why that is right, and what others may refer to. */
export type InertType = {
  reason: string;
  /** The template property that names the resource, if it has one. */
  nameProperty?: string;
  identify(name: string): Identity;
};

const named = (arnOf: (name: string) => string) => (name: string) => ({
  ref: name,
  attributes: { Arn: arnOf(name) },
});
const anonymous = (name: string): Identity => ({ ref: name, attributes: {} });
const iam = (kind: string) => named((name) => `arn:aws:iam::${ACCOUNT_ID}:${kind}/${name}`);

const PERMISSIONS = 'permissions are not checked: only AWS knows every policy that applies';
const NO_KEYS = 'nothing is encrypted at rest; no API would show it';
const NO_CATALOGUE = 'there is no query engine for the bucket: Athena runs only in AWS';

/**
 * Types known to do nothing locally; `*` stands for the rest of a name. A type in neither this table nor
 * `resourceTypes` is refused.
 */
export const withoutLocalBehaviour: { readonly [type: string]: InertType } = {
  'AWS::CDK::Metadata': { reason: 'it tells AWS which CDK version was used', identify: anonymous },
  'AWS::CloudWatch::Dashboard': {
    reason: 'only the AWS console draws it; GetMetricData has its figures',
    nameProperty: 'DashboardName',
    identify: anonymous,
  },
  'AWS::Glue::*': { reason: NO_CATALOGUE, identify: anonymous },
  'AWS::IAM::ManagedPolicy': {
    reason: PERMISSIONS,
    identify: (name) => ({ ref: `arn:aws:iam::${ACCOUNT_ID}:policy/${name}`, attributes: {} }),
  },
  'AWS::IAM::Role': { reason: PERMISSIONS, nameProperty: 'RoleName', identify: iam('role') },
  'AWS::IAM::*': { reason: PERMISSIONS, identify: anonymous },
  'AWS::KMS::Key': {
    reason: NO_KEYS,
    identify: named((name) => arn('kms', `key/${name}`)),
  },
  'AWS::KMS::Alias': {
    reason: NO_KEYS,
    nameProperty: 'AliasName',
    identify: anonymous,
  },
  'AWS::Lambda::Permission': { reason: PERMISSIONS, identify: anonymous },
  'AWS::Logs::LogStream': { reason: 'whatever writes a log creates its stream', identify: anonymous },
  'AWS::Logs::MetricFilter': {
    reason: 'log lines become metrics only through the embedded metric format',
    identify: anonymous,
  },
  'AWS::Logs::QueryDefinition': { reason: 'it is a query that people run', identify: anonymous },
  'AWS::Logs::ResourcePolicy': { reason: PERMISSIONS, identify: anonymous },
  'AWS::S3::BucketPolicy': { reason: PERMISSIONS, identify: anonymous },
  'AWS::SQS::QueuePolicy': { reason: PERMISSIONS, identify: anonymous },
  'Custom::LogRetention': { reason: 'logs are kept as long as the data is', identify: anonymous },
  'Custom::S3AutoDeleteObjects': { reason: 'the stack is never deleted', identify: anonymous },
};

/** The table's entry for a type, or the one whose `*` covers it. */
export const inertType = (type: string): InertType | undefined =>
  withoutLocalBehaviour[type] ?? withoutLocalBehaviour[type.replace(/[^:]+$/, '*')];
