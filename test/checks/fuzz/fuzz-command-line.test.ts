import { expect, test } from '@jest/globals';
import { fuzzArguments, fuzzAwkwardFiles, fuzzFiles } from '../../../checks/fuzz/fuzz-command-line.ts';

test('hostile files are read or refused, and none crashes a reader', async () => {
  const counts = await fuzzFiles(150, Date.now() % 2 ** 31);
  expect(counts).toMatchObject({ tried: 900, crashed: 0 });
  expect(Math.min(counts.refused, counts.accepted)).toBeGreaterThan(20);
});

test('devices, pipes, links, files that change and files without an end are read or refused', async () => {
  const counts = await fuzzAwkwardFiles();
  expect(counts).toMatchObject({ crashed: 0 });
  expect(counts.refused).toBeGreaterThan(150);
  expect(counts.accepted).toBeGreaterThan(5);
}, 120_000);

test('hostile command lines are read or refused, and none crashes', async () => {
  const counts = await fuzzArguments(300, Date.now() % 2 ** 31);
  expect(counts).toMatchObject({ tried: 300, crashed: 0 });
  expect(counts.refused).toBeGreaterThan(100);
});
