import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startScriptedKinesis } from '../produce/scripted-kinesis.ts';
import { openCsvFolder } from '../produce/trip-files-under-test.ts';

const TRIPSTREAM = fileURLToPath(new URL('../../../producer/tripstream.ts', import.meta.url));
const FULL = openSync('/dev/full', 'w');
const csv = openCsvFolder();
const starts = csv.writeStarts(600);
let kinesis: Awaited<ReturnType<typeof startScriptedKinesis>>;

beforeAll(async () => {
  kinesis = await startScriptedKinesis(() => undefined);
});
afterAll(async () => {
  await kinesis.close();
  csv.remove();
});

const textOf = async (stream: ChildProcess['stdout']): Promise<string> => {
  const chunks: string[] = [];
  for await (const chunk of stream?.setEncoding('utf8') ?? []) chunks.push(String(chunk));
  return chunks.join('');
};

/** Runs the command line with its output going nowhere: to a full disk, or to a pipe without a reader. */
const runWith = async (
  args: readonly string[],
  stdout: 'full' | 'closed' | 'pipe',
  stderr: 'full' | 'closed' | 'pipe',
) => {
  const place = { full: FULL, closed: 'pipe', pipe: 'pipe' } as const;
  const child = spawn(process.execPath, [TRIPSTREAM, ...args], {
    stdio: ['ignore', place[stdout], place[stderr]],
  });
  if (stdout === 'closed') child.stdout?.destroy();
  if (stderr === 'closed') child.stderr?.destroy();
  const ended = once(child, 'close');
  const said = stderr === 'pipe' ? await textOf(child.stderr) : '';
  const [code] = await ended;
  return { code, stderr: said };
};

const PRINTS = [['produce --help'], ['--version'], ['kpi --help']];

describe('an output that takes nothing more', () => {
  test.each(PRINTS)('%s to a pipe without a reader ends as a shell expects, without a word', async (line) => {
    expect(await runWith(line.split(' '), 'closed', 'pipe')).toEqual({ code: 141, stderr: '' });
  });

  test.each(PRINTS)('%s to a full disk says so on one line', async (line) => {
    expect(await runWith(line.split(' '), 'full', 'pipe')).toEqual({
      code: 1,
      stderr: 'tripstream: everything was done, but the output cannot be written: no space left on device\n',
    });
  });

  test.each(['full', 'closed'] as const)('a %s stderr changes nothing', async (stderr) => {
    const before = kinesis.accepted.length;
    const args = ['produce', '--starts', starts.path, '--endpoint', kinesis.endpoint];
    expect(await runWith(args, 'pipe', stderr)).toMatchObject({ code: 0 });
    expect(kinesis.accepted).toHaveLength(before + 600);
    expect(await runWith(['kpi', 'show', '--date', 'x'], 'pipe', stderr)).toMatchObject({ code: 2 });
  });

  test('all events are sent even if nobody reads the output', async () => {
    const before = kinesis.accepted.length;
    const args = ['produce', '--starts', starts.path, '--endpoint', kinesis.endpoint, '--rate', '2000'];
    expect(await runWith(args, 'closed', 'closed')).toMatchObject({ code: 141 });
    expect(kinesis.accepted).toHaveLength(before + 600);
  });
});
