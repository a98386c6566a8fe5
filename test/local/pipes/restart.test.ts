import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openCheckpointStore } from '../../../local/pipes/shards/checkpoint-store.ts';
import { drained, openPipeWorld, type PipeWorld, until } from './pipe-under-test.ts';

const texts = Array.from({ length: 1_000 }, (_, i) => `k${i % 20}:${i}`);
let world: PipeWorld;

beforeEach(async () => {
  world = await openPipeWorld();
  await world.put(...texts);
});
afterEach(() => world.close());

test('killed in the middle, a pipe continues at its checkpoint: nothing is lost, little is repeated', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pipe-test-'));
  const start = () =>
    fork(join(import.meta.dirname, 'pipe-process-under-test.ts'), [
      world.url,
      join(directory, 'pipes.sqlite'),
    ]);
  world.answers(async () => {
    await sleep(5);
    return { payload: 'null' };
  });
  const first = start();
  await until(() => world.events.length >= 30);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const beforeTheKill = world.deliveries().flat().length;

  const second = start();
  await until(() => new Set(world.deliveries().flat()).size === texts.length);
  await sleep(100);
  const exited = once(second, 'exit');
  second.disconnect();
  await exited;
  const repeated = world.deliveries().flat().length - texts.length;
  expect(beforeTheKill).toBeLessThan(texts.length);
  expect(repeated).toBeLessThan(beforeTheKill / 2);
  await rm(directory, { recursive: true });
});

test('killed before anything was answered, a pipe has no checkpoint: what it read is still to be delivered', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pipe-test-'));
  const databasePath = join(directory, 'pipes.sqlite');
  world.answers(() => sleep(60_000, { payload: 'null' }, { ref: false }));
  const killed = fork(join(import.meta.dirname, 'pipe-process-under-test.ts'), [world.url, databasePath]);
  await until(() => world.events.length > 0);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const store = openCheckpointStore(databasePath);
  const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/trips';
  const place = { pipeName: 'starts', streamArn, shardId: 'shardId-000000000000' };
  expect(store.open(place)).toMatchObject({ checkpoint: undefined, isFirstStart: false });
  store.close();
  await rm(directory, { recursive: true });
});

test('stopped, a pipe waits for the delivery under way, starts none, and repeats none of it later', async () => {
  let answered = 0;
  world.answers(async () => {
    await sleep(200);
    answered += 1;
    return { payload: 'null' };
  });
  const pipe = world.start({ BatchSize: 100 });
  await until(() => pipe.status().inFlight === 1);
  await pipe.stop();
  expect([answered, world.events.length]).toEqual([1, 1]);
  expect(pipe.status()).toMatchObject({ state: 'STOPPED', inFlight: 0, records: 100 });
  world.answers(() => ({ payload: 'null' }));
  await drained(world.start({ BatchSize: 100 }));
  expect(world.deliveries().flat()).toEqual(texts);
});
