import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { functionVariables } from '../../../bench/speed/starts.ts';
import { payload, record } from './intake-under-test.ts';

let server: Server;
/** The function's temporary folder: it leaves a note about its last record there. */
const folder = mkdtempSync(join(tmpdir(), 'one-client-test-'));
const operations: string[] = [];
let connections = 0;

/** Answers each DynamoDB call with nothing. */
beforeAll(async () => {
  server = createServer((request, response) => {
    operations.push(String(request.headers['x-amz-target']));
    request.resume().on('end', () => response.end('{}'));
  });
  server.on('connection', () => {
    connections += 1;
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A server on a pipe would have a string.
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, functionVariables, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    KEEP_TRIPS_DAYS: '50',
    TMPDIR: folder,
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

test('what the function notes when it starts and its first trip go through one connection', async () => {
  const { handler } = await import('../../../functions/intake/record-trip-end.lambda.ts');
  const end = { trip_id: 'a', dropoff_datetime: '2024-05-25 10:30:00', fare_amount: '12.50' };
  const context = { getRemainingTimeInMillis: () => 60_000 };
  const answer = await Reflect.apply(handler, undefined, [[record('a', 1, payload(end))], context]);
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(operations).toHaveLength(3);
  expect(connections).toBe(1);
});
