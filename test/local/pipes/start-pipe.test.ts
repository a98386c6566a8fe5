import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parsePipeDefinition } from '../../../local/pipes/definition/pipe-definition.ts';
import { openCheckpointStore } from '../../../local/pipes/shards/checkpoint-store.ts';
import { startPipe } from '../../../local/pipes/start-pipe.ts';
import { pipeProperties } from './pipe-properties-under-test.ts';
import { drained, openPipeWorld, type PipeWorld, until } from './pipe-under-test.ts';

let world: PipeWorld;

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
  world = await openPipeWorld();
});

afterEach(async () => {
  await world.close();
  jest.restoreAllMocks();
});

const letters = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `k${i + from}:x`);

describe('what the function gets', () => {
  test('is a bare array of flat records with base64 data, from the ARN of the target', async () => {
    await world.put('trip-1:käse');
    await drained(world.start());
    expect(world.events).toEqual([
      [
        {
          kinesisSchemaVersion: '1.0',
          partitionKey: 'trip-1',
          sequenceNumber: expect.stringMatching(/^\d{56}$/),
          data: Buffer.from('trip-1:käse').toString('base64'),
          approximateArrivalTimestamp: expect.any(Number),
          eventSource: 'aws:kinesis',
          eventVersion: '1.0',
          eventID: `shardId-000000000000:${world.events[0]?.[0]?.sequenceNumber}`,
          eventName: 'aws:kinesis:record',
          invokeIdentityArn: 'arn:aws:iam::000000000000:role/pipe',
          awsRegion: 'us-east-1',
          eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/trips',
        },
      ],
    ]);
    const seconds = Number(world.events[0]?.[0]?.approximateArrivalTimestamp);
    expect(Math.abs(Date.now() / 1000 - seconds)).toBeLessThan(60);
    expect(world.invokedUrls[0]).toContain(
      'arn:aws:lambda:us-east-1:000000000000:function:record/invocations',
    );
  });

  test('comes in batches of the batch size, the last one when its window is over', async () => {
    await world.put(...letters(0, 25));
    const pipe = world.start({ BatchSize: 10, MaximumBatchingWindowInSeconds: 3 });
    await until(() => world.events.length === 2);
    await sleep(500);
    expect(world.deliveries().map(({ length }) => length)).toEqual([10, 10]);
    await world.put(...letters(25, 27));
    expect(await drained(pipe)).toMatchObject({ deliveries: 3, records: 27 });
    expect(world.deliveries().flat()).toEqual(letters(0, 27));
  });

  test('stays below 6 MB, whatever the batch size', async () => {
    const megabyte = 'x'.repeat(1_000_000);
    for (let i = 0; i < 8; i += 1) await world.put(`k${i}:${megabyte}`);
    await drained(world.start({ BatchSize: 100 }));
    expect(world.deliveries().map(({ length }) => length)).toEqual([4, 4]);
  });

  test('starts at the tip for LATEST, also when it was restarted before it finished anything', async () => {
    await world.put('k:old');
    await sleep(5);
    const first = world.start({ StartingPosition: 'LATEST' });
    expect((await drained(first)).records).toBe(0);
    await first.stop();
    await world.put('k:between');
    await drained(world.start({ StartingPosition: 'LATEST' }));
    expect(world.deliveries()).toEqual([['k:between']]);
  });

  test('starts at its time for AT_TIMESTAMP', async () => {
    await world.put('k:before');
    await sleep(5);
    const StartingPositionTimestamp = new Date().toISOString();
    await sleep(5);
    await world.put('k:after');
    await drained(world.start({ StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp }));
    expect(world.deliveries()).toEqual([['k:after']]);
  });
});

describe('lanes', () => {
  test('run concurrently, and each partition key stays in order in one of them', async () => {
    let running = 0;
    let mostRunning = 0;
    world.answers(async () => {
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      await sleep(20);
      running -= 1;
      return { payload: '{}' };
    });
    const texts = Array.from({ length: 400 }, (_, i) => `k${i % 40}:${i}`);
    await world.put(...texts);
    await drained(world.start({ BatchSize: 10, ParallelizationFactor: 4 }));
    const delivered = world.deliveries().flat();
    const ofKey = (all: readonly string[], key: number) => all.filter((text) => text.startsWith(`k${key}:`));
    expect(mostRunning).toBe(4);
    expect(delivered).toHaveLength(400);
    for (let key = 0; key < 40; key += 1) expect(ofKey(delivered, key)).toEqual(ofKey(texts, key));
  });

  test('that are blocked hold up neither the others nor memory', async () => {
    let release = () => {};
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    world.answers(async (texts) => {
      if (texts.includes('stuck:0')) await blocked;
      return { payload: 'null' };
    });
    await world.put('stuck:0', ...Array.from({ length: 2_500 }, (_, i) => `stuck:${i + 1}`));
    await world.put(...letters(0, 10));
    const pipe = world.start({ BatchSize: 100, ParallelizationFactor: 2 });
    const isFull = async () => {
      const { inFlight, recordsBehind } = await pipe.freshStatus();
      return inFlight === 1 && recordsBehind > 1_000;
    };
    while (!(await isFull())) await sleep(20);
    await sleep(300);
    const status = await pipe.freshStatus();
    expect(status.inFlight).toBe(1);
    expect(status.recordsBehind).toBeGreaterThan(1_000);
    expect(status.recordsBehind).toBeLessThanOrEqual(2_001);
    release();
    expect((await drained(pipe)).records).toBe(2_511);
  });
});

describe('the status', () => {
  test('says 0 behind only when everything put before the request is finished', async () => {
    const pipe = world.start({ BatchSize: 100 });
    await drained(pipe);
    for (let i = 0; i < 20; i += 1) {
      await world.put(`k:${i}`);
      const { recordsBehind, records } = await pipe.freshStatus();
      expect(recordsBehind === 0 ? records : i + 1).toBe(i + 1);
      await drained(pipe);
    }
    expect(pipe.status()).toEqual({
      name: 'starts',
      streamName: 'trips',
      state: 'RUNNING',
      recordsBehind: 0,
      inFlight: 0,
      deliveries: 20,
      records: 20,
      deadLettered: 0,
      discarded: 0,
    });
  });

  test('of a stopped pipe is never drained, and nothing is delivered', async () => {
    await world.put('k:x');
    const pipe = world.start({}, { DesiredState: 'STOPPED' });
    await sleep(300);
    expect(await pipe.freshStatus()).toMatchObject({ state: 'STOPPED', recordsBehind: 1, deliveries: 0 });
  });

  test('reports a stream that does not exist, and keeps asking', async () => {
    const Source = 'arn:aws:kinesis:us-east-1:000000000000:stream/missing';
    const pipe = world.start({}, { Source });
    await until(() => pipe.status().lastError !== undefined);
    expect(await pipe.freshStatus()).toMatchObject({ state: 'RUNNING', recordsBehind: 1 });
    expect(pipe.status().lastError).toContain('listing the shards of missing: ResourceNotFoundException');
  });

  test('reports checkpoints that cannot be written: the pipe has failed', async () => {
    await world.put('k:x');
    const checkpoints = openCheckpointStore(':memory:');
    const brokenStore = {
      ...checkpoints,
      save: () => {
        throw new Error('disk full');
      },
    };
    const pipe = startPipe(parsePipeDefinition('starts', pipeProperties()), {
      endpointUrl: world.url,
      checkpoints: brokenStore,
    });
    await until(() => pipe.status().state !== 'RUNNING');
    expect(await pipe.freshStatus()).toMatchObject({ state: 'FAILED', recordsBehind: expect.any(Number) });
    expect(pipe.status().recordsBehind).toBeGreaterThan(0);
    expect(pipe.status().lastError).toContain('the pipe failed: Error: disk full');
    await pipe.stop();
    checkpoints.close();
  });
});

test('8,000 records on four shards are all delivered, each once', async () => {
  await world.close();
  world = await openPipeWorld({ shards: 4 });
  const filler = 'x'.repeat(300);
  for (let thousand = 0; thousand < 8; thousand += 1) {
    await world.put(...Array.from({ length: 1_000 }, (_, i) => `trip-${thousand}-${i}:${filler}`));
  }
  const status = await drained(world.start({ BatchSize: 500, ParallelizationFactor: 2 }));
  expect(status.records).toBe(8_000);
});
