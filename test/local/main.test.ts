import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tinyResources, writeTinyAssembly } from './assembly-under-test.ts';
import { eventually } from './eventually.ts';
import { configuration, killMains, runMain as run, startMain, storedIds } from './main-under-test.ts';

let root: string;
let assemblyDir: string;
let dataDir: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'main-'));
  assemblyDir = path.join(root, 'assembly');
  dataDir = path.join(root, 'data');
  writeTinyAssembly(assemblyDir);
});
afterEach(async () => {
  await killMains();
  rmSync(root, { recursive: true });
});

/** Starts a cloud in a temporary folder of its own, sends it the signals, and keeps what came of it. */
const stoppedBy = async (signals: readonly NodeJS.Signals[], ...options: readonly string[]) => {
  const own = mkdtempSync(path.join(tmpdir(), 'main-stopped-'));
  const [assembly, temporary] = [path.join(own, 'assembly'), path.join(own, 'temporary')];
  try {
    mkdirSync(temporary);
    writeTinyAssembly(assembly);
    const { child, exit, url, stdout, stderr } = await inTemporary(temporary, () =>
      startMain(assembly, ...options),
    );
    const whileItRan = readdirSync(temporary);
    for (const signal of signals) child.kill(signal);
    const ended = await exit;
    return { ended, url, stdout: stdout(), stderr: stderr(), whileItRan, after: readdirSync(temporary) };
  } finally {
    rmSync(own, { recursive: true });
  }
};

const inTemporary = async <Result>(folder: string, start: () => Promise<Result>): Promise<Result> => {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    return await start();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
};

const stops = new Map<string, ReturnType<typeof stoppedBy>>();
/** The same stop for all tests that look at it. */
const stop = (signals: readonly NodeJS.Signals[], ...options: readonly string[]) => {
  const key = signals.join(' ');
  const stopped = stops.get(key) ?? stoppedBy(signals, ...options);
  stops.set(key, stopped);
  return stopped;
};
const byTerm = () => stop(['SIGTERM'], '--no-schedules');

describe('a forked local cloud', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'stops cleanly on %s, with what to export on its output',
    async (signal) => {
      const { ended, url, stdout, stderr } = await (signal === 'SIGTERM' ? byTerm() : stop([signal]));
      expect(ended).toEqual([0, null]);
      expect(stdout).toContain(`export AWS_ENDPOINT_URL=${url}\n`);
      expect(stdout).toMatch(/IAM Role: permissions are not checked.*\nStopped\.\n$/s);
      expect(stderr).toBe('');
    },
  );

  test.each([
    [[], 'The schedule Tiny-Once fires next on 2199-01-01 02:30 America/New_York.\n'],
    [['--no-schedules'], 'No schedule fires.\n'],
  ])('says when its schedules fire: %j', async (options, line) => {
    const { stdout } = await (options.length === 0 ? stop(['SIGINT']) : byTerm());
    expect(stdout).toContain(line);
  });

  test('stops by itself when the process that started it goes away', async () => {
    const { child, exit, url } = await startMain(assemblyDir);
    child.disconnect();
    expect(await exit).toEqual([0, null]);
    await expect(fetch(`${url}/_local/pipes`)).rejects.toThrow();
  });

  test('killed in the middle of a run, the next one on its data delivers the rest', async () => {
    const ids = Array.from({ length: 50 }, (_item, index) => `record-${index}`);
    const unanswered = { service: 'dynamodb', operation: 'UpdateItem', kind: 'late-answer', delayMs: 60_000 };
    const faultsFile = path.join(root, 'faults.json');
    writeFileSync(
      faultsFile,
      JSON.stringify({ seed: 1, faults: [{ ...unanswered, rate: 1, match: 'record-30' }] }),
    );
    const first = await startMain(assemblyDir, '--data', dataDir, '--faults', faultsFile);
    const kinesis = new KinesisClient(configuration(first.url));
    await kinesis.send(
      new PutRecordsCommand({
        StreamName: first.outputs.StreamName,
        Records: ids.map((id) => ({ PartitionKey: id, Data: Buffer.from(id) })),
      }),
    );
    kinesis.destroy();
    await eventually(async () => expect((await storedIds(first)).length).toBeGreaterThan(20));
    first.child.kill('SIGKILL');
    await first.exit;

    const second = await startMain(assemblyDir, '--data', dataDir);
    const storedAtStart = await storedIds(second);
    expect(storedAtStart.length).toBeLessThan(ids.length);
    await eventually(async () => expect(await storedIds(second)).toEqual([...ids].sort()));
  });
});

describe('the temporary folder without --data is gone', () => {
  let temporary: string;
  beforeEach(() => {
    temporary = path.join(root, 'temporary');
    mkdirSync(temporary);
  });

  test.each([['SIGTERM'], ['SIGHUP'], ['SIGINT'], ['SIGINT', 'SIGINT']] as NodeJS.Signals[][])(
    'after %s %s',
    async (...signals) => {
      const { ended, whileItRan, after } = await (signals[0] === 'SIGTERM' ? byTerm() : stop(signals));
      expect(whileItRan).toHaveLength(1);
      expect(ended).toEqual([0, null]);
      expect(after).toEqual([]);
    },
  );

  test('after a signal that came before the stack ran', async () => {
    const { child, exit } = run(['--assembly', assemblyDir, '--port', '0'], {
      ...process.env,
      TMPDIR: temporary,
    });
    await eventually(async () => expect(readdirSync(temporary)).toHaveLength(1));
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('after a start that failed', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String(Object(other.address()).port);
    const { exit, stderr } = run(['--assembly', assemblyDir, '--port', port], {
      ...process.env,
      TMPDIR: temporary,
    });
    expect(await exit).toEqual([1, null]);
    other.close();
    expect(stderr()).toContain(port);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('a start that is refused gives one line and an exit code', () => {
  test.each([
    [
      'a port that cannot be',
      ['--port', '99999'],
      2,
      /^local cloud: --port is "99999": give a number from 0/,
    ],
    ['an unknown option', ['--colour'], 2, /^local cloud: Unknown option '--colour'.* \(--help shows/],
    [
      'no assembly',
      ['--assembly', '/nowhere'],
      1,
      /^local cloud: \/nowhere is not a CDK cloud assembly.* synth/,
    ],
    [
      'a data directory below a file',
      ['--assembly', 'ASSEMBLY', '--data', path.resolve('package.json', 'data')],
      1,
      /^local cloud: cannot use the data directory .*package.json\/data: .*: choose another --data\n/,
    ],
    [
      'a data directory that no file system has',
      ['--assembly', 'ASSEMBLY', '--data', '/proc/x'],
      1,
      /^local cloud: cannot use the data directory \/proc\/x: .*: choose another --data\n/,
    ],
  ])('%s', async (_name, args, exitCode, line) => {
    const { exit, stderr, stdout } = run(args.map((arg) => arg.replace('ASSEMBLY', assemblyDir)));
    expect(await exit).toEqual([exitCode, null]);
    expect(stderr()).toMatch(line);
    expect(stderr().trimEnd().split('\n')).toHaveLength(1);
    expect(stdout()).toBe('');
  });

  test('a property that would be ignored', async () => {
    const stream = { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1, Speed: 9 } };
    writeTinyAssembly(assemblyDir, tinyResources({ Events: stream }));
    const { exit, stderr } = run(['--assembly', assemblyDir, '--port', '0']);
    expect(await exit).toEqual([1, null]);
    expect(stderr()).toMatch(
      /^local cloud: Events \(AWS::Kinesis::Stream\): the local cloud does not know the property Speed, which could change how the pipeline behaves.*\n$/,
    );
  });
});

test('--help shows the options and starts nothing', async () => {
  const { exit, stdout } = run(['--help']);
  expect(await exit).toEqual([0, null]);
  expect(stdout()).toMatch(/^Usage: .*--assembly DIR.*--port N.*--data DIR/s);
});
