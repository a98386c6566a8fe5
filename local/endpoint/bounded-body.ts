import type { IncomingMessage } from 'node:http';

/** How much of an oversized body is read and discarded, so that a client that is still sending can read the answer. */
const MOST_DISCARDED_BYTES = 64 * 1024 * 1024;

/** The body of a request; undefined if it is larger than `limitBytes`. No more than that is kept in memory. */
export const boundedBody = async (req: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> => {
  const declared = Number(req.headers['content-length'] ?? 0);
  let bytes = declared > limitBytes + MOST_DISCARDED_BYTES ? declared : 0;
  let chunks: Buffer[] = [];
  for await (const chunk of bytes === 0 ? req : []) {
    bytes += chunk.length;
    if (bytes <= limitBytes) chunks.push(chunk);
    else chunks = [];
    if (bytes > limitBytes + MOST_DISCARDED_BYTES) break;
  }
  return bytes <= limitBytes ? Buffer.concat(chunks) : undefined;
};
