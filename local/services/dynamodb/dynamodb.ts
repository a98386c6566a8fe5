import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import dynalite from 'dynalite';
import './dynalite-index-keys.ts';
import { withBody } from '../../endpoint/request-body.ts';

/**
 * DynamoDB by dynalite, on LevelDB in `dataDir`. Without one it uses a temporary directory, removed on close:
 * on disk a large table costs next to no memory.
 */
export const openDynamoDb = async ({
  dataDir,
}: {
  dataDir?: string;
}): Promise<{ listener: RequestListener; close(): Promise<void> }> => {
  const path = dataDir ?? (await mkdtemp(join(tmpdir(), 'tripstream-dynamodb-')));
  await mkdir(path, { recursive: true });
  const server = dynalite({ path, createTableMs: 0 });
  // dynalite closes its database only together with a listening server, so it gets a port of its own.
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  return {
    // dynalite throws out of an event when a client goes away in mid-request: it gets whole requests only.
    listener: withBody((req, res, body) => {
      const { method, url, headers } = req;
      server.emit('request', Object.assign(Readable.from([body]), { method, url, headers }), res);
    }),
    close: async () => {
      await promisify(server.close.bind(server))();
      if (dataDir === undefined) await rm(path, { recursive: true });
    },
  };
};
