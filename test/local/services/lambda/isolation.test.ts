import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../eventually.ts';
import { startLambdaHost } from './lambda-under-test.ts';

let host: Awaited<ReturnType<typeof startLambdaHost>>;

beforeAll(async () => {
  host = await startLambdaHost();
});
afterAll(() => host.close());

const COUNTER = 'let calls = 0; export const handler = async () => ({ pid: process.pid, calls: ++calls });';

describe('environments', () => {
  test('a warm one keeps its module state; another function does not see it', async () => {
    host.createFunction('counter-a', COUNTER);
    host.createFunction('counter-b', COUNTER);
    const first = await host.invoke('counter-a');
    const second = await host.invoke('counter-a');
    const other = await host.invoke('counter-b');
    expect(second.payload).toEqual({ pid: first.payload.pid, calls: 2 });
    expect(other.payload.calls).toBe(1);
    expect(new Set([first.payload.pid, other.payload.pid, process.pid]).size).toBe(3);
  });

  test('concurrent invocations of one function run in environments of their own, and the rest queue', async () => {
    const source = `let running = 0;
      export const handler = async () => {
        const overlapping = ++running;
        const start = Date.now();
        await new Promise((resolve) => setTimeout(resolve, 300));
        running--;
        return { pid: process.pid, overlapping, start, end: Date.now() };
      };`;
    // More than environments.
    const COUNT = 2 * Math.max(2, availableParallelism());
    host.createFunction('slow', source);
    const answers = await Promise.all(Array.from({ length: COUNT }, () => host.invoke('slow')));
    const runs = answers.map(({ payload }) => payload);
    expect(runs).toHaveLength(COUNT);
    expect(runs.every(({ overlapping }) => overlapping === 1)).toBe(true);
    const pids = new Set(runs.map(({ pid }) => pid));
    expect(pids.size).toBeGreaterThan(1);
    expect(pids.size).toBeLessThan(COUNT);
    const overlaps = (one: (typeof runs)[number]) =>
      runs.some((other) => other.pid !== one.pid && other.start < one.end && one.start < other.end);
    expect(runs.some(overlaps)).toBe(true);
  });

  test('invocations that come together and are soon done share the first that is free', async () => {
    host.createFunction('quick', COUNTER);
    const answers = await Promise.all([host.invoke('quick'), host.invoke('quick'), host.invoke('quick')]);
    expect(new Set(answers.map(({ payload }) => payload.pid)).size).toBe(1);
    expect(answers.map(({ payload }) => payload.calls).toSorted()).toEqual([1, 2, 3]);
  });

  test('two such invocations start one process', async () => {
    host.createFunction('pair', `console.log('loaded'); ${COUNTER}`);
    await Promise.all([host.invoke('pair'), host.invoke('pair')]);
    // A second process would have loaded the function by now.
    await sleep(500);
    expect(host.logs.filter((line) => line === 'pair: loaded')).toHaveLength(1);
  });

  test.each([
    ['throws', 'throw new Error("not today")', /^not today$/],
    ['exits', 'process.exit(7)', /Runtime exited with error: exit status 7$/],
  ])(
    'where none can start because its code %s, each invocation that waits is told why',
    async (name, source, why) => {
      host.createFunction(name, source);
      const answers = await Promise.all([host.invoke(name), host.invoke(name), host.invoke(name)]);
      for (const { payload } of answers) expect(payload.errorMessage).toMatch(why);
    },
  );

  test('a crash of one function leaves the other warm, and the crashed one starts afresh', async () => {
    host.createFunction('steady', COUNTER);
    host.createFunction(
      'crashing',
      'let calls = 0; export const handler = async ({ crash }) => crash ? process.exit(3) : ++calls;',
    );
    const before = await host.invoke('steady');
    expect((await host.invoke('crashing')).payload).toBe(1);
    const crash = await host.invoke('crashing', { crash: true });
    expect(crash.FunctionError).toBe('Unhandled');
    expect(crash.payload.errorType).toBe('Runtime.ExitError');
    expect(crash.payload.errorMessage).toMatch(
      /^RequestId: \S+ Error: Runtime exited with error: exit status 3$/,
    );
    expect((await host.invoke('crashing')).payload).toBe(1);
    expect((await host.invoke('steady')).payload).toEqual({ pid: before.payload.pid, calls: 2 });
  });
});

test('what an environment has compiled is kept for the next one, whenever it is killed', async () => {
  const MARK = 'compiled only once';
  host.createFunction('compiled', `const mark = '${MARK}'; export const handler = async () => mark;`);
  expect((await host.invoke('compiled')).payload).toBe(MARK);
  const kept = () =>
    readdirSync(host.cacheDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(path.join(parentPath, name), 'latin1'));
  await eventually(async () => expect(kept().some((code) => code.includes(MARK))).toBe(true));
});

test('the heap is divided as the start script of Lambda divides it', async () => {
  const source = `import { getHeapStatistics } from 'node:v8';
    export const handler = async () => Math.round(getHeapStatistics().heap_size_limit / 2 ** 20);`;
  host.createFunction('heap', source, { memoryMb: 512 });
  // Nine tenths for old objects. V8 rounds a twentieth up to 32 MB, and needs three times that for young ones.
  expect((await host.invoke('heap')).payload).toBe(461 + 3 * 32);
});

test('the environment is the template’s variables plus what Lambda sets, and nothing of the host', async () => {
  host.createFunction('env', 'export const handler = async () => process.env;', {
    environment: { TABLE_NAME: 'Trips' },
    memoryMb: 192,
  });
  process.env.SECRET_OF_THE_HOST = 'x';
  const { payload } = await host.invoke('env');
  delete process.env.SECRET_OF_THE_HOST;
  expect(payload).toEqual({
    TABLE_NAME: 'Trips',
    _HANDLER: 'index.handler',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: host.url,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '192',
    AWS_LAMBDA_FUNCTION_NAME: 'env',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/env',
    AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
    LAMBDA_TASK_ROOT: expect.stringMatching(/\/env$/),
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: 'UTC',
  });
});

test('functions die with a host that is killed', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'lambda-orphan-'));
  const heartbeat = path.join(directory, 'heartbeat');
  const handler = `import { writeFileSync } from 'node:fs';
    export const handler = async () =>
      setInterval(() => writeFileSync(${JSON.stringify(heartbeat)}, String(Date.now())), 10) && 'beating';`;
  writeFileSync(path.join(directory, 'index.mjs'), handler);
  const pool = fileURLToPath(new URL('../../../../local/services/lambda/function-pool.ts', import.meta.url));
  const program = `
    import { FunctionPool } from ${JSON.stringify(pool)};
    const pool = new FunctionPool({ name: 'f', arn: 'a:b:c:us-east-1', codeDir: ${JSON.stringify(directory)},
      handler: 'index.handler', environment: {}, timeoutSeconds: 5, memoryMb: 128 }, { endpointUrl: () => 'http://x' });
    console.log((await pool.invoke({ requestId: 'r', event: '{}' })).payload);
    setInterval(() => {}, 1000);`;
  const host = spawn(process.execPath, ['--input-type=module', '-e', program]);
  await once(host.stdout, 'data');
  const beats = async () => {
    const before = readFileSync(heartbeat, 'utf8');
    await new Promise((resolve) => setTimeout(resolve, 500));
    return readFileSync(heartbeat, 'utf8') !== before;
  };
  await eventually(async () => expect(await beats()).toBe(true));
  host.kill('SIGKILL');
  await once(host, 'exit');
  await eventually(async () => expect(await beats()).toBe(false));
  rmSync(directory, { recursive: true });
});
