import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { reportFailure } from '../values/storage-failure.ts';

/** The whole body of a request. @throws Error when the client goes away before its end */
export const readBytes = async (req: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/**
 * A listener that gets each request with its whole body. A client that disconnects is ignored; an error of
 * `handle` is a bug here: answered 500 and logged to stderr.
 */
export const withBody =
  (handle: (req: IncomingMessage, res: ServerResponse, body: Buffer) => unknown): RequestListener =>
  (req, res) => {
    readBytes(req)
      .then((body) => handle(req, res, body))
      .catch((error: unknown) => {
        const clientGone = !req.complete;
        if (clientGone) return;
        reportFailure(`${req.method} ${req.url}`, error);
        if (!res.headersSent) res.writeHead(500);
        res.end();
      });
  };
