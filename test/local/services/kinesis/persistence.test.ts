import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startKinesis } from './kinesis-under-test.ts';

test('what was acknowledged survives SIGKILL, and numbering continues after it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'kinesis-test-'));
  const databasePath = join(directory, 'kinesis.sqlite');
  const writer = fork(join(import.meta.dirname, 'writer-under-test.ts'), [databasePath]);
  const acknowledged: string[] = [];
  writer.on('message', (sequenceNumber) => acknowledged.push(String(sequenceNumber)));
  while (acknowledged.length < 50) await once(writer, 'message');
  writer.kill('SIGKILL');
  await once(writer, 'exit');

  const service = await startKinesis(databasePath);
  const { Records = [] } = await service.read(await service.iterator());
  const stored = Records.map(({ SequenceNumber }) => SequenceNumber ?? '');
  expect(stored.slice(0, acknowledged.length)).toEqual(acknowledged);
  const { SequenceNumber } = await service.put('trips', 'after the restart');
  expect(SequenceNumber > (stored.at(-1) ?? '')).toBe(true);
  await service.stop();
  await rm(directory, { recursive: true });
});
