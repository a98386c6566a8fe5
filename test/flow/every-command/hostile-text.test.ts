import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tripstream, tripstreamHere } from '../../producer/tripstream-under-test.ts';
import { synthesizedAlready } from '../assembly-under-test.ts';
import { startHostileAnswers } from './hostile-answers.ts';
import { type HostileStack, openHostileStack } from './hostile-stack.ts';
import { HOSTILE, HOSTILE_NUL, MARK, rawCharacters } from './hostile-text.ts';
import { LEAF_COMMANDS, type LeafCommand, TRIES, triesOf } from './lines-of-commands.ts';

const TIMEOUT_MS = 240_000;

let stack: HostileStack;
let answersAll: Awaited<ReturnType<typeof startHostileAnswers>>;
let answersAllButStack: Awaited<ReturnType<typeof startHostileAnswers>>;

beforeAll(async () => {
  stack = await openHostileStack();
  Object.assign(process.env, await synthesizedAlready());
  answersAll = await startHostileAnswers();
  answersAllButStack = await startHostileAnswers(stack.url);
}, TIMEOUT_MS);
afterAll(async () => {
  await answersAll.close();
  await answersAllButStack.close();
  await stack.close();
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** One JSON document, or one on each line. */
const isAllJson = (stdout: string): boolean => isJson(stdout) || stdout.trimEnd().split('\n').every(isJson);

/** Each command line that meets hostile text: in its options, in the stack, and in the answers from AWS. */
const linesOf = (leaf: LeafCommand): readonly string[][] => {
  const { meets, prints, untilSaid } = triesOf(leaf);
  const words = leaf.words.split(' ');
  const lines = [...meets(stack).map((args) => [...words, ...args]), [...words, `--${HOSTILE}`]];
  if (!leaf.takesStack || untilSaid !== undefined) return lines;
  const target = [...words, ...prints(stack)];
  return [
    ...lines,
    [...target, '--stack', HOSTILE],
    [...target, '--endpoint', answersAll.url],
    [...target, '--endpoint', answersAllButStack.url],
  ];
};

interface Ran {
  readonly line: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One after the other: commands on the same queue would hide its messages from each other. */
const runAll = async (leaf: LeafCommand, ...more: readonly string[]): Promise<readonly Ran[]> => {
  const all: Ran[] = [];
  // A command that runs until Ctrl-C gets its own process.
  const run = triesOf(leaf).untilSaid === undefined ? tripstreamHere : tripstream;
  for (const line of linesOf(leaf)) {
    all.push({ line: line.join(' '), ...(await run([...line, ...more])) });
  }
  return all;
};

test('the hostile text is hostile, and would be found', () => {
  expect(rawCharacters(HOSTILE_NUL)).toHaveLength(13);
  expect(rawCharacters('a plain line, 🚕 é\nand another\n')).toEqual([]);
});

test('every command is tested', () => {
  expect(Object.keys(TRIES).toSorted()).toEqual(LEAF_COMMANDS.map(({ words }) => words).toSorted());
});

describe('hostile text', () => {
  test.each(LEAF_COMMANDS)(
    'reaches no terminal through $words',
    async (leaf) => {
      const all = await runAll(leaf);
      for (const { line, code, stdout, stderr } of all) {
        expect({ line, raw: rawCharacters(`${stdout}${stderr}`) }).toEqual({ line, raw: [] });
        expect({ line, stack: /\n\s+at /.exec(stderr)?.[0] }).toEqual({ line, stack: undefined });
        expect([0, 1, 2, 3]).toContain(code);
      }
      const shown = all.filter(({ stdout, stderr }) => `${stdout}${stderr}`.includes(MARK));
      expect(shown.length).toBeGreaterThan(all.length / 2);
    },
    TIMEOUT_MS,
  );

  test.each(LEAF_COMMANDS.filter(({ takesJson }) => takesJson))(
    'stays JSON through $words --json',
    async (leaf) => {
      for (const { line, stdout, stderr } of await runAll(leaf, '--json')) {
        expect({ line, raw: rawCharacters(`${stdout}${stderr}`) }).toEqual({ line, raw: [] });
        const isJson = stdout === '' || isAllJson(stdout);
        expect({ line, stdout, isJson }).toEqual({ line, stdout, isJson: true });
      }
    },
    TIMEOUT_MS,
  );
});
