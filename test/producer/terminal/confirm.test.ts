import { PassThrough } from 'node:stream';
import { beforeEach, expect, jest, test } from '@jest/globals';
import { InterruptedError } from '../../../producer/terminal/command-error.ts';
import { confirmed } from '../../../producer/terminal/confirm.ts';

const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
beforeEach(() => {
  written.mockClear();
});

test.each([
  ['y\n', true],
  ['Yes\n', true],
  [' y\n', true],
  ['y', true],
  ['n\n', false],
  ['\n', false],
  ['sure\n', false],
  ['', false],
])('%j is taken as %s', async (typed, isYes) => {
  const input = new PassThrough();
  const answer = confirmed('Start it?', input);
  input.end(typed);
  expect(await answer).toBe(isYes);
  expect(written).toHaveBeenCalledWith('Start it? [y/N] ');
});

test('Ctrl-C is not an answer: the command ends as interrupted', async () => {
  const answer = confirmed('Start it?', new PassThrough());
  process.emit('SIGINT', 'SIGINT');
  await expect(answer).rejects.toThrow(InterruptedError);
});
