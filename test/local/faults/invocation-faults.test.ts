import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { invocationFaults } from '../../../local/faults/invocation-faults.ts';
import type { InvocationFault } from '../../../local/services/lambda/environment.ts';
import { FunctionPool } from '../../../local/services/lambda/function-pool.ts';
import { openLoggedFaults } from './faults-under-test.ts';

let directory: string;
let writes: string;
const pools: FunctionPool[] = [];
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'invocation-faults-'));
  writes = path.join(directory, 'writes');
});
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
  rmSync(directory, { recursive: true });
});

/** A function that writes as often as its event says, 30 ms apart. */
const writer = (nextFault?: () => InvocationFault | undefined): FunctionPool => {
  const source = `import { appendFileSync } from 'node:fs';
    export const handler = async (times) => {
      for (let n = 0; n < times; n += 1) {
        appendFileSync(${JSON.stringify(writes)}, 'x');
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      return 'written';
    };`;
  writeFileSync(path.join(directory, 'index.mjs'), source);
  const definition = {
    name: 'writer',
    arn: 'arn:aws:lambda:us-east-1:0:function:writer',
    codeDir: directory,
    handler: 'index.handler',
    environment: {},
    timeoutSeconds: 60,
    memoryMb: 128,
  };
  const pool = new FunctionPool(definition, { endpointUrl: () => 'http://127.0.0.1:1', nextFault }, () => 1);
  pools.push(pool);
  return pool;
};

const invoke = (pool: FunctionPool, times = 10) => pool.invoke({ requestId: 'r', event: String(times) });
const writeCount = () => (existsSync(writes) ? readFileSync(writes, 'utf8').length : 0);

test.each([
  ['before the writes', { end: 'SIGKILL', afterMs: 0 }, 10, 0, 1],
  ['during the writes', { end: 'SIGKILL', afterMs: 500 }, 1_000, 1, 999],
  ['instead of the answer', { end: 'SIGKILL' }, 10, 10, 10],
  ['instead of an answer that comes first', { end: 'SIGKILL', afterMs: 50_000 }, 10, 10, 10],
] as const)(
  'an environment ends %s, and the next invocation gets another',
  async (_, fault, times, fewest, most) => {
    const faults: InvocationFault[] = [fault];
    const pool = writer(() => faults.shift());
    const { functionError, payload } = await invoke(pool, times);
    expect(functionError).toBe('Unhandled');
    expect(JSON.parse(payload).errorMessage).toContain('Runtime exited with error: signal: killed');
    expect(writeCount()).toBeGreaterThanOrEqual(fewest);
    expect(writeCount()).toBeLessThanOrEqual(most);
    expect(await invoke(pool)).toMatchObject({ payload: '"written"' });
  },
);

test.each([
  ['crash', 'Runtime.ExitError', 'signal: killed'],
  ['out-of-memory', 'Runtime.ExitError', 'signal: aborted'],
  ['timeout', 'Sandbox.Timedout', 'Task timed out after 60.00 seconds'],
])('"%s" is reported as Lambda reports it', async (kind, errorType, message) => {
  const log = openLoggedFaults([{ service: 'function', kind, rate: 1, delayMs: 10 }]);
  const nextFault = invocationFaults(log.faults);
  const { payload } = await invoke(writer(() => nextFault('writer', '')));
  expect(JSON.parse(payload)).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
  expect(log.logged()).toMatchObject([{ service: 'function', operation: 'writer', kind, ordinal: 1 }]);
  log.close();
});

test('a third of the ends comes before the handler begins, a third within the delay, a third at its answer', () => {
  const log = openLoggedFaults([{ service: 'function', kind: 'crash', rate: 1, delayMs: 300 }]);
  const nextFault = invocationFaults(log.faults);
  const ends = Array.from({ length: 3_000 }, () => nextFault('writer', '')?.afterMs);
  const during = ends.filter((afterMs) => afterMs !== undefined && afterMs > 0).map(Number);
  expect(ends.filter((afterMs) => afterMs === 0).length / 1_000).toBeCloseTo(1, 0);
  expect(ends.filter((afterMs) => afterMs === undefined).length / 1_000).toBeCloseTo(1, 0);
  expect(Math.min(...during)).toBeLessThan(30);
  expect(Math.max(...during)).toBeGreaterThan(270);
  expect(Math.max(...during)).toBeLessThan(300);
  log.close();
});

test('without faults every invocation is answered', async () => {
  expect(await invoke(writer())).toMatchObject({ payload: '"written"' });
  expect(writeCount()).toBe(10);
});
