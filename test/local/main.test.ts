import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tinyResources, writeTinyAssembly } from './assembly-under-test.ts';
import { eventually } from './eventually.ts';

const MAIN = path.resolve('local/main.ts');

let root: string;
let assemblyDir: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'main-'));
  assemblyDir = path.join(root, 'assembly');
  dataDir = path.join(root, 'data');
  writeTinyAssembly(assemblyDir);
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(root, { recursive: true });
});

const ended = async (stream: Readable | null): Promise<void> => {
  if (stream !== null && !stream.readableEnded) await once(stream, 'end');
};

type Run = { child: ChildProcess; exit: Promise<unknown[]>; stdout: () => string; stderr: () => string };

const run = (args: string[]): Run => {
  const child = fork(MAIN, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  children.push(child);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  return {
    child,
    // Not 'close', which a child whose channel the parent closed never emits.
    exit: Promise.all([once(child, 'exit'), ended(child.stdout), ended(child.stderr)]).then(([exit]) => exit),
    stdout: () => output.stdout,
    stderr: () => output.stderr,
  };
};

type Ready = { ready: true; url: string; outputs: Record<string, string> };
const isReady = (message: Serializable): message is Ready & Serializable =>
  typeof message === 'object' && message !== null && 'ready' in message && 'url' in message;

const startMain = async (...more: string[]): Promise<Run & Ready> => {
  const started = run(['--assembly', assemblyDir, '--port', '0', ...more]);
  const [message] = await Promise.race([once(started.child, 'message'), started.exit]);
  if (!isReady(message)) throw new Error(`not ready: ${JSON.stringify(message)} ${started.stderr()}`);
  const { url, outputs } = message;
  return { ...started, ready: true, url, outputs };
};

const configuration = (url: string) => ({
  endpoint: url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

describe('a forked local cloud', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'stops cleanly on %s, with what to export on its output',
    async (signal) => {
      const { child, exit, url, stdout, stderr } = await startMain();
      child.kill(signal);
      expect(await exit).toEqual([0, null]);
      expect(stdout()).toContain(`export AWS_ENDPOINT_URL=${url}\n`);
      expect(stdout()).toMatch(/IAM Role: permissions are not checked.*\nStopped\.\n$/s);
      expect(stderr()).toBe('');
    },
  );

  test.each([
    [[], 'The schedule Tiny-Once fires next on 2199-01-01 02:30 America/New_York.\n'],
    [['--no-schedules'], 'No schedule fires.\n'],
  ])('says when its schedules fire: %j', async (options, line) => {
    const { child, exit, stdout } = await startMain(...options);
    child.kill('SIGTERM');
    await exit;
    expect(stdout()).toContain(line);
  });

  test('stops by itself when the process that started it goes away', async () => {
    const { child, exit, url } = await startMain();
    child.disconnect();
    expect(await exit).toEqual([0, null]);
    await expect(fetch(`${url}/_local/pipes`)).rejects.toThrow();
  });

  test('killed in the middle of a run, the next one on its data delivers the rest', async () => {
    const ids = Array.from({ length: 300 }, (_item, index) => `record-${index}`);
    const first = await startMain('--data', dataDir);
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

    const second = await startMain('--data', dataDir);
    const storedAtStart = await storedIds(second);
    expect(storedAtStart.length).toBeLessThan(ids.length);
    await eventually(async () => expect(await storedIds(second)).toEqual([...ids].sort()));
  });
});

const storedIds = async ({ url, outputs }: Ready): Promise<string[]> => {
  const dynamodb = new DynamoDBClient(configuration(url));
  const { Items: items = [] } = await dynamodb.send(new ScanCommand({ TableName: outputs.TableName }));
  dynamodb.destroy();
  return items.map(({ id }) => String(id?.S)).sort();
};

describe('a start that cannot be is one line and an exit code', () => {
  test.each([
    [
      'a port that is none',
      ['--port', '99999'],
      2,
      /^local cloud: --port is "99999", it takes a number from 0/,
    ],
    ['an unknown option', ['--colour'], 2, /^local cloud: Unknown option '--colour'.* \(--help shows/],
    [
      'no assembly',
      ['--assembly', '/nowhere'],
      1,
      /^local cloud: \/nowhere is not a CDK cloud assembly.* synth/,
    ],
  ])('%s', async (_name, args, exitCode, line) => {
    const { exit, stderr, stdout } = run(args);
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
