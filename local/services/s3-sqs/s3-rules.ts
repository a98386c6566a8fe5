import { type Answer, s3ErrorAnswer } from '../../endpoint/answer.ts';

/** One request to the S3 and SQS emulator, with its whole body. */
export interface EmulatorRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Forward = (request: EmulatorRequest) => Promise<Answer>;

// The emulator would take each of these for the plain operation on the bucket or object: PutObjectTagging
// would replace the object's body. The names are those of
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
const UNSUPPORTED_SUBRESOURCES = new Set([
  ...['abac', 'accelerate', 'acl', 'analytics', 'cors', 'encryption', 'intelligent-tiering', 'inventory'],
  ...['legal-hold', 'location', 'logging', 'metadataConfiguration', 'metrics', 'notification', 'object-lock'],
  ...['ownershipControls', 'policy', 'policyStatus', 'publicAccessBlock', 'replication', 'requestPayment'],
  ...['restore', 'retention', 'select', 'session', 'tagging', 'torrent', 'versioning', 'versions', 'website'],
]);

const preconditionFailed = () =>
  s3ErrorAnswer(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

/**
 * Adds three rules of S3 that fauxqs 2.4.1 lacks. A path that is not a bucket's name is refused, and with it fauxqs's
 * own pages, SNS and STS: no request may bypass the services of the local cloud. Conditional writes
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html) work, even between concurrent
 * writers: fixed upstream in 2.6.0, so delete this rule at fauxqs >= 2.9.1, once npm has it. An operation that the
 * emulator would mistake for another one is refused with 501: delete this rule when fauxqs itself refuses or runs each
 * of them.
 */
export const withS3Rules = (forward: Forward): Forward => {
  let lastWrite: Promise<unknown> = Promise.resolve();

  const write = async (request: EmulatorRequest): Promise<Answer> =>
    (await failedCondition(forward, request)) ?? forward(request);

  return (request) => {
    const refused = refusedByPath(request);
    if (refused !== undefined) return Promise.resolve(refused);
    const unsupported = subresourcesOf(request.url).find((name) => UNSUPPORTED_SUBRESOURCES.has(name));
    if (unsupported !== undefined) {
      const message = `The local cloud does not support S3 ${request.method} ?${unsupported}.`;
      return Promise.resolve(s3ErrorAnswer(501, 'NotImplemented', message));
    }
    if (request.method === 'GET' || request.method === 'HEAD') return forward(request);
    // One write at a time: what a condition saw still holds when its write happens.
    const written = lastWrite.then(() => write(request));
    lastWrite = written.catch(() => undefined);
    return written;
  };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const refusedByPath = ({ method, url, headers }: EmulatorRequest): Answer | undefined => {
  const [, bucket = ''] = /^\/([^/?]*)/.exec(url) ?? [];
  const isAboutAll = /^\/(?:\?|$)/.test(url);
  const isForm = method === 'POST' && String(headers['content-type']).startsWith('multipart/form-data');
  if (isForm || (isAboutAll && method !== 'GET')) {
    const what = isForm ? 'forms' : `${method} /`;
    return s3ErrorAnswer(405, 'MethodNotAllowed', `The local cloud does not support S3 ${what}.`);
  }
  if (isAboutAll || BUCKET_NAME.test(bucket)) return undefined;
  return s3ErrorAnswer(400, 'InvalidBucketName', `The specified bucket is not valid: ${bucket}`);
};

const subresourcesOf = (url: string): string[] => [...new URL(url, 'http://s3').searchParams.keys()];

const failedCondition = async (
  forward: Forward,
  { url, headers }: EmulatorRequest,
): Promise<Answer | undefined> => {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = headers;
  if (ifNoneMatch === undefined && ifMatch === undefined) return undefined;
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    return s3ErrorAnswer(501, 'NotImplemented', 'A write accepts If-None-Match with the value * only.');
  }
  const path = url.split('?')[0] ?? url;
  const object = await forward({ method: 'HEAD', url: path, headers: {}, body: Buffer.alloc(0) });
  const exists = object.statusCode === 200;
  if (ifNoneMatch === '*' && exists) return preconditionFailed();
  if (ifMatch === undefined) return undefined;
  if (!exists) return s3ErrorAnswer(404, 'NoSuchKey', 'The specified key does not exist.');
  return unquoted(ifMatch) === unquoted(String(object.headers.etag)) ? undefined : preconditionFailed();
};

const unquoted = (etag: string): string => etag.replaceAll('"', '');
