import type { IncomingMessage } from 'node:http';

/** For requests without a signature; a signed request names its service in the credential scope. */
const SERVICE_BY_TARGET = new Map([
  ['DynamoDB_20120810', 'dynamodb'],
  ['Kinesis_20131202', 'kinesis'],
  ['AWSStepFunctions', 'states'],
  ['AmazonSQS', 'sqs'],
  ['Logs_20140328', 'logs'],
  ['AWSEvents', 'events'],
  ['GraniteServiceVersion20100801', 'monitoring'],
]);
const UNSIGNED_PATHS = [
  ['/2015-03-31/functions', 'lambda'],
  ['/?Action=ConfirmSubscription&', 'sns'],
] as const;
const CREDENTIAL_SCOPE = /Credential=[^/]+\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/;

/**
 * The service that a request is for, by the name in signatures; `admin` for what is under `/_local/`. A request that
 * names no service goes to S3: its anonymous and presigned requests name none.
 */
export const serviceOf = ({ headers, url: path = '/' }: Pick<IncomingMessage, 'headers' | 'url'>): string => {
  const [target] = String(headers['x-amz-target'] ?? '').split('.');
  const scope = CREDENTIAL_SCOPE.exec(String(headers.authorization ?? ''));
  if (path.startsWith('/_local/')) return 'admin';
  const byPath = UNSIGNED_PATHS.find(([start]) => path.startsWith(start))?.[1];
  return SERVICE_BY_TARGET.get(target ?? '') ?? scope?.[1] ?? byPath ?? 's3';
};
