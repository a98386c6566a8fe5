import type { IncomingMessage } from 'node:http';

const BUCKET_IN_HOST = /^(.+)\.localhost(:\d+)?$/i;

/** Moves a bucket from the host name, where clients put it if the endpoint is a name, into the path. */
export const useBucketInPath = (req: Pick<IncomingMessage, 'headers' | 'url'>): void => {
  const [, bucket, port = ''] = BUCKET_IN_HOST.exec(req.headers.host ?? '') ?? [];
  if (bucket === undefined) return;
  req.url = `/${bucket}${req.url ?? '/'}`;
  req.headers.host = `localhost${port}`;
};
