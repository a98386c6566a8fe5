import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../../producer/tripstream.ts';
import { runHere } from '../../producer/tripstream-under-test.ts';
import { synthesizedAlready } from '../assembly-under-test.ts';
import { type HostileStack, openHostileStack } from './hostile-stack.ts';
import { LEAF_COMMANDS, type LeafCommand, triesOf } from './lines-of-commands.ts';

const TRIPSTREAM = fileURLToPath(new URL('../../../producer/tripstream.ts', import.meta.url));
const TIMEOUT_MS = 240_000;
/** 128 + SIGPIPE, as in a shell. */
const READER_GONE = 141;

let stack: HostileStack;
let namedPipe: string;
const fullDisk = openSync('/dev/full', 'w');
beforeAll(async () => {
  stack = await openHostileStack();
  namedPipe = stack.files.free('stderr.pipe');
  execFileSync('mkfifo', [namedPipe]);
  Object.assign(process.env, await synthesizedAlready());
  for (const chain of Map.groupBy(LEAF_COMMANDS, chainOf).values()) beginAll(chain);
}, TIMEOUT_MS);
afterAll(async () => {
  closeSync(fullDisk);
  await stack.close();
});

/** `gone`: the reader leaves at or before the first output. */
type Output = 'read' | 'gone' | 'full';

const lineOf = (leaf: LeafCommand): string[] => [...leaf.words.split(' '), ...triesOf(leaf).prints(stack)];

/** A stderr whose reader has gone. Errors are ignored, as in a CLI process. */
const unreadStderr = (): Socket => {
  const reader = openSync(namedPipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const fd = openSync(namedPipe, 'w');
  closeSync(reader);
  return new Socket({ fd, readable: false, writable: true }).on('error', () => undefined);
};

/** Runs a command in this process while no one reads its stderr. */
const runUnheardHere = (leaf: LeafCommand) =>
  runHere(async () => {
    const own = Object.getOwnPropertyDescriptor(process, 'stderr') ?? {};
    const stderr = unreadStderr();
    Object.defineProperty(process, 'stderr', { value: stderr, configurable: true });
    try {
      return await runCommandLine(lineOf(leaf));
    } finally {
      Object.defineProperty(process, 'stderr', own);
      stderr.destroy();
    }
  });

/** Runs a command with these outputs. If it runs until Ctrl-C, sends that once everything is printed. */
const runWith = async (leaf: LeafCommand, outputs: { stdout: Output; stderr: Output }) => {
  const { untilSaid } = triesOf(leaf);
  const place = (output: Output) => (output === 'full' ? fullDisk : 'pipe');
  const child = spawn(process.execPath, [TRIPSTREAM, ...lineOf(leaf)], {
    stdio: ['ignore', place(outputs.stdout), place(outputs.stderr)],
  });
  const said = { stdout: '', stderr: '' };
  let isStopped = false;
  for (const name of ['stdout', 'stderr'] as const) {
    if (outputs[name] === 'gone') child[name]?.destroy();
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      if (isStopped || untilSaid === undefined || !said.stdout.includes(untilSaid)) return;
      isStopped = true;
      child.kill('SIGINT');
    });
  }
  const [code]: number[] = await once(child, 'close');
  return { code, ...said };
};

/** Each run has one output that takes nothing more: stderr, then stdout. */
const runInAllWays = async (leaf: LeafCommand) => ({
  // A command that runs until Ctrl-C needs its own process.
  unheard: await (triesOf(leaf).untilSaid === undefined
    ? runUnheardHere(leaf)
    : runWith(leaf, { stdout: 'read', stderr: 'gone' })),
  gone: await runWith(leaf, { stdout: 'gone', stderr: 'read' }),
  full: await runWith(leaf, { stdout: 'full', stderr: 'read' }),
});

/** Commands on a queue mostly wait, and hide its messages from each other. Those that start a server wait for it. */
const chainOf = ({ words }: LeafCommand): string => {
  if (/^(trip|quarantine|redrive)/.test(words)) return 'queues';
  return /^(demo|local|console)/.test(words) ? 'servers' : 'others';
};

const endings = new Map<string, ReturnType<typeof runInAllWays>>();
/** Starts running these commands, one after the other. */
const beginAll = (leaves: readonly LeafCommand[]): void => {
  let before: Promise<unknown> = Promise.resolve();
  for (const leaf of leaves) {
    const running = before.then(() => runInAllWays(leaf));
    before = running.catch(() => undefined);
    endings.set(leaf.words, running);
  }
};

const NO_STACK = expect.not.stringMatching(/\n\s+at |Error:.*\n.*node:/);

describe('an output that takes nothing more', () => {
  test.each(LEAF_COMMANDS)(
    '$words ends cleanly',
    async ({ words }) => {
      const ended = await endings.get(words);
      expect(ended?.unheard.stdout).not.toBe('');
      expect([0, 1]).toContain(ended?.unheard.code);
      const hasFailed = ended?.unheard.code === 1;

      expect(ended?.gone.stderr).toEqual(NO_STACK);
      expect(ended?.gone.stderr).not.toContain('EPIPE');
      expect(hasFailed ? [1, READER_GONE] : [READER_GONE]).toContain(ended?.gone.code);

      expect(ended?.full).toMatchObject({ code: 1, stderr: NO_STACK });
      if (!hasFailed)
        expect(ended?.full.stderr).toMatch(/tripstream: .*cannot be written.*no space left on device/);
    },
    TIMEOUT_MS,
  );
});
