import { afterEach, expect, jest, test } from '@jest/globals';
import type { Command, Option } from 'commander';
import { tripstreamProgram } from '../../../producer/tripstream.ts';
import { tripstreamHere } from '../tripstream-under-test.ts';

afterEach(() => void jest.restoreAllMocks());

/** Every option of every command that takes one value, with the words that lead to its command. */
const singleValued = (command: Command, words: readonly string[]): (readonly [string, Option])[] => [
  ...command.options
    .filter(({ required, optional, variadic }) => (required || optional) && !variadic)
    .map((option) => [words.join(' '), option] as const),
  ...command.commands.flatMap((below) => singleValued(below, [...words, below.name()])),
];

const valuesFor = ({ long, argChoices }: Option): readonly [string, string] => {
  if (long === '--endpoint') return ['http://one.example', 'http://two.example'];
  if (long === '--since') return ['30m', '1h'];
  const [first = '1', second = '2'] = argChoices ?? [];
  return [first, second];
};

const CASES = singleValued(await tripstreamProgram(), []).map(
  ([command, option]) => [command, option.flags, option] as const,
);

test('there are options to try', () => {
  expect(CASES.length).toBeGreaterThan(40);
});

test.each(CASES)('%s %s twice is refused, and the line names both values', async (command, flags, option) => {
  const printed: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const [first, second] = valuesFor(option);
  const { long = '' } = option;
  const parsing = (await tripstreamProgram()).parseAsync(
    [...command.split(' '), long ?? '', first, long ?? '', second],
    {
      from: 'user',
    },
  );
  await expect(parsing).rejects.toMatchObject({ exitCode: 1 });
  expect(printed).toEqual([
    `tripstream: option '${flags}' is given twice, as ${first} and ${second}. It may be given once.\n`,
  ]);
});

test.each(CASES)('%s %s without a value is refused', async (command, flags, option) => {
  const printed: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  for (const value of ['', '--json']) {
    const parsing = (await tripstreamProgram()).parseAsync(
      [...command.split(' '), option.long ?? '', value],
      {
        from: 'user',
      },
    );
    await expect(parsing).rejects.toMatchObject({ exitCode: 1 });
  }
  expect(printed).toEqual([
    `tripstream: option '${flags}' has an empty value: leave it out, or give it one.\n`,
    `tripstream: option '${flags}' needs a value, but --json is an option.\n`,
  ]);
});

test('a password in one of the values is not repeated', async () => {
  const { code, stderr } = await tripstreamHere([
    ...['kpi', 'show', '--endpoint', 'http://me:secret@one.example', '--endpoint', 'http:two:se/cret@two'],
  ]);
  expect(code).toBe(2);
  expect(stderr).toContain('http://***@one.example');
  expect(stderr).not.toMatch(/secret|se\/cret/);
});
