import type { IncomingMessage } from 'node:http';
import type { ApiService } from './fault-plan.ts';

/** The API operation that a request asks for, under the name that the service's API reference gives it. */
export const operationOf = (service: ApiService, req: IncomingMessage): string => {
  if (service === 's3') return s3Operation(req);
  if (service === 'lambda') return req.method === 'POST' ? 'Invoke' : 'GetFunction';
  return (
    String(req.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? ''
  );
};

const OBJECT_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};
const BUCKET_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'ListObjectsV2',
  HEAD: 'HeadBucket',
  PUT: 'CreateBucket',
  DELETE: 'DeleteBucket',
};

/** Path-style addressing, which clients use with a custom endpoint. */
const s3Operation = ({ method = 'GET', url = '/' }: IncomingMessage): string => {
  const [, , key] = /^\/([^/?]+)\/?([^?]*)/.exec(url) ?? [];
  return (key ? OBJECT_OPERATIONS : BUCKET_OPERATIONS)[method] ?? method;
};
