import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fuzzRequests } from '../../../checks/fuzz/requests/fuzz-requests.ts';
import { bytesOf, sendBytes } from '../../../checks/fuzz/requests/raw-client.ts';
import { writeTinyAssembly } from '../../local/assembly-under-test.ts';
import { killMains, type Ready, type Run, startMain } from '../../local/main-under-test.ts';

let root: string;
let main: Run & Ready;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
  writeTinyAssembly(root);
  main = await startMain(root);
});
afterAll(async () => {
  await killMains();
  rmSync(root, { recursive: true });
});

test('600 malformed requests leave the local cloud as it was (more: npm run fuzz -- requests)', async () => {
  const crashed: string[] = [];
  const counts = await fuzzRequests({
    ...{ url: main.url, runs: 600, seed: 20_261_125 },
    onCrash: (line) => crashed.push(line),
  });
  expect(crashed).toEqual([]);
  const sums = { tried: 0, refused: 0, accepted: 0 };
  for (const { tried, refused, accepted } of counts.values()) {
    sums.tried += tried;
    sums.refused += refused;
    sums.accepted += accepted;
  }
  expect(sums.tried).toBe(600);
  expect(sums.refused).toBeGreaterThan(300);
  expect(sums.accepted).toBeGreaterThan(30);
  expect([...counts.values()].every(({ operations, tried }) => operations > 0 && tried > 10)).toBe(true);
  expect(main.child.exitCode).toBe(null);
  expect(main.stderr()).toBe('');
}, 180_000);

test('a server that drops a whole request is detected', async () => {
  const server = createServer((req) => req.socket.destroy()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const request = { method: 'GET', path: '/', headers: [['host', 'x']] as const, body: Buffer.alloc(0) };
  expect(await sendBytes(port, bytesOf(request), true)).toEqual({ kind: 'closed' });
  server.close();
});
