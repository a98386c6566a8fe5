import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

const MAIN = path.resolve('local/main.ts');
const children: ChildProcess[] = [];

/** Kills the processes started here that still run. */
export const killMains = async (): Promise<void> => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
};

const ended = async (stream: Readable | null): Promise<void> => {
  if (stream !== null && !stream.readableEnded) await once(stream, 'end');
};

export type Run = {
  child: ChildProcess;
  exit: Promise<unknown[]>;
  stdout: () => string;
  stderr: () => string;
};

/** Starts local/main.ts as a process. */
export const runMain = (args: string[], env = process.env): Run => {
  const child = fork(MAIN, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [], env });
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

export type Ready = { ready: true; url: string; outputs: Record<string, string> };
const isReady = (message: Serializable): message is Ready & Serializable =>
  typeof message === 'object' && message !== null && 'ready' in message && 'url' in message;

/** Starts it and waits until its stack runs. */
export const startMain = async (assemblyDir: string, ...more: string[]): Promise<Run & Ready> => {
  const started = runMain(['--assembly', assemblyDir, '--port', '0', ...more]);
  const [message] = await Promise.race([once(started.child, 'message'), started.exit]);
  if (!isReady(message)) throw new Error(`not ready: ${JSON.stringify(message)} ${started.stderr()}`);
  const { url, outputs } = message;
  return { ...started, ready: true, url, outputs };
};

/** What every SDK client of it is made with. */
export const configuration = (url: string) => ({
  endpoint: url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

/** The ids in the table, in order. */
export const storedIds = async ({ url, outputs }: Ready): Promise<string[]> => {
  const dynamodb = new DynamoDBClient(configuration(url));
  const { Items: items = [] } = await dynamodb.send(new ScanCommand({ TableName: outputs.TableName }));
  dynamodb.destroy();
  return items.map(({ id }) => String(id?.S)).sort();
};
