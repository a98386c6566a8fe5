import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openCheckpointStore } from '../../../../local/pipes/shards/checkpoint-store.ts';
import { createCheckpointTracker } from '../../../../local/pipes/shards/checkpoint-tracker.ts';

test('a tracker that resumes stays at its checkpoint until the first record read after it is finished', () => {
  const tracker = createCheckpointTracker('9');
  tracker.track('10');
  tracker.track('11');
  tracker.finish('11');
  expect(tracker.checkpoint()).toBe('9');
  tracker.finish('10');
  expect(tracker.checkpoint()).toBe('11');
});

test('checkpoints are kept per pipe, stream and shard, and are there when the file is opened again', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'checkpoints-test-'));
  const file = join(directory, 'pipes.sqlite');
  const place = { pipeName: 'starts', streamArn: 'arn:trips', shardId: 'shardId-000000000000' };
  const others = [{ pipeName: 'ends' }, { streamArn: 'arn:other' }, { shardId: 'shardId-000000000001' }];

  const store = openCheckpointStore(file);
  const first = store.open(place);
  expect(first).toMatchObject({ checkpoint: undefined, isFirstStart: true });
  for (const other of others) store.open({ ...place, ...other });
  store.save(place, '41');
  store.save(place, '42');
  store.close();

  const reopened = openCheckpointStore(file);
  expect(reopened.open(place)).toEqual({ ...first, checkpoint: '42', isFirstStart: false });
  for (const other of others) expect(reopened.open({ ...place, ...other }).checkpoint).toBeUndefined();
  reopened.close();
  await rm(directory, { recursive: true });
});
