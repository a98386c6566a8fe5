import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { InterruptedError } from '../../../producer/terminal/command-error.ts';
import { confirmed } from '../../../producer/terminal/confirm.ts';

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
});

test('Ctrl-C is no answer: the command ends as interrupted', async () => {
  const answer = confirmed('Start it?', new PassThrough());
  process.emit('SIGINT', 'SIGINT');
  await expect(answer).rejects.toThrow(InterruptedError);
});
