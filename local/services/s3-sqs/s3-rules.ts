/** One request to or answer from the S3 and SQS emulator, with its whole body. */
export interface EmulatorRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface EmulatorAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Forward = (request: EmulatorRequest) => Promise<EmulatorAnswer>;

// The emulator would take each of these for the plain operation on the bucket or object: PutObjectTagging
// would replace the object's body. The names are those of
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
const UNSUPPORTED_SUBRESOURCES = new Set([
  ...['abac', 'accelerate', 'acl', 'analytics', 'cors', 'encryption', 'intelligent-tiering', 'inventory'],
  ...['legal-hold', 'location', 'logging', 'metadataConfiguration', 'metrics', 'notification', 'object-lock'],
  ...['ownershipControls', 'policy', 'policyStatus', 'publicAccessBlock', 'replication', 'requestPayment'],
  ...['restore', 'retention', 'select', 'session', 'tagging', 'torrent', 'versioning', 'versions', 'website'],
]);

const s3Error = (statusCode: number, code: string, message: string): EmulatorAnswer => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body = Buffer.from(xml);
  const headers = { 'Content-Type': 'application/xml', 'Content-Length': String(body.length) };
  return { statusCode, headers, body };
};

const preconditionFailed = () =>
  s3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

/**
 * Puts two rules of S3 in front of an emulator without them: conditional writes
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html) hold, also between
 * concurrent writers, and an operation that the emulator would take for another one is refused with 501.
 */
export const withS3Rules = (forward: Forward): Forward => {
  let lastWrite: Promise<unknown> = Promise.resolve();

  const write = async (request: EmulatorRequest): Promise<EmulatorAnswer> =>
    (await failedCondition(forward, request)) ?? forward(request);

  return (request) => {
    const unsupported = subresourcesOf(request.url).find((name) => UNSUPPORTED_SUBRESOURCES.has(name));
    if (unsupported !== undefined) {
      const message = `The local cloud does not support S3 ${request.method} ?${unsupported}.`;
      return Promise.resolve(s3Error(501, 'NotImplemented', message));
    }
    if (request.method === 'GET' || request.method === 'HEAD') return forward(request);
    // One write at a time: what a condition saw still holds when its write happens.
    const written = lastWrite.then(() => write(request));
    lastWrite = written.catch(() => undefined);
    return written;
  };
};

const subresourcesOf = (url: string): string[] => [...new URL(url, 'http://s3').searchParams.keys()];

const failedCondition = async (
  forward: Forward,
  { url, headers }: EmulatorRequest,
): Promise<EmulatorAnswer | undefined> => {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = headers;
  if (ifNoneMatch === undefined && ifMatch === undefined) return undefined;
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    return s3Error(501, 'NotImplemented', 'A write accepts If-None-Match with the value * only.');
  }
  const path = url.split('?')[0] ?? url;
  // The bucket may stand in the host name, so the question has to name the same host.
  const sameHost: Record<string, string> = headers.host === undefined ? {} : { host: headers.host };
  const object = await forward({ method: 'HEAD', url: path, headers: sameHost, body: Buffer.alloc(0) });
  const exists = object.statusCode === 200;
  if (ifNoneMatch === '*' && exists) return preconditionFailed();
  if (ifMatch === undefined) return undefined;
  if (!exists) return s3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  return unquoted(ifMatch) === unquoted(String(object.headers.etag)) ? undefined : preconditionFailed();
};

const unquoted = (etag: string): string => etag.replaceAll('"', '');
