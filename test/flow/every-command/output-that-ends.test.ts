import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HostileStack, openHostileStack } from './hostile-stack.ts';
import { LEAF_COMMANDS, type LeafCommand, triesOf } from './lines-of-commands.ts';

const TRIPSTREAM = fileURLToPath(new URL('../../../producer/tripstream.ts', import.meta.url));
const TIMEOUT_MS = 240_000;
/** 128 + SIGPIPE, as a shell counts it. */
const READER_GONE = 141;

let stack: HostileStack;
const fullDisk = openSync('/dev/full', 'w');
beforeAll(async () => {
  stack = await openHostileStack();
}, TIMEOUT_MS);
afterAll(async () => {
  closeSync(fullDisk);
  await stack.close();
});

/** `gone`: its reader leaves at the first word, or before it. */
type Output = 'read' | 'gone' | 'full';

/** Runs a command with its outputs going there; one that runs until Ctrl-C gets it when all that it says is said. */
const runWith = async (leaf: LeafCommand, outputs: { stdout: Output; stderr: Output }) => {
  const { prints, untilSaid } = triesOf(leaf);
  const place = (output: Output) => (output === 'full' ? fullDisk : 'pipe');
  const args = [TRIPSTREAM, ...leaf.words.split(' '), ...prints(stack)];
  const child = spawn(process.execPath, args, {
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
  const [code]: number[] = await once(child, 'exit');
  return { code, ...said };
};

const NO_STACK = expect.not.stringMatching(/\n\s+at |Error:.*\n.*node:/);

describe('an output that takes nothing more', () => {
  test.each(LEAF_COMMANDS)(
    '$words ends in order',
    async (leaf) => {
      const unheard = await runWith(leaf, { stdout: 'read', stderr: 'gone' });
      expect(unheard.stdout).not.toBe('');
      expect([0, 1]).toContain(unheard.code);
      const hasFailed = unheard.code === 1;

      const gone = await runWith(leaf, { stdout: 'gone', stderr: 'read' });
      expect(gone.stderr).toEqual(NO_STACK);
      expect(gone.stderr).not.toContain('EPIPE');
      expect(hasFailed ? [1, READER_GONE] : [READER_GONE]).toContain(gone.code);

      const full = await runWith(leaf, { stdout: 'full', stderr: 'read' });
      expect(full).toMatchObject({ code: 1, stderr: NO_STACK });
      if (!hasFailed) expect(full.stderr).toMatch(/tripstream: .*cannot be written.*no space left on device/);
    },
    TIMEOUT_MS,
  );
});
