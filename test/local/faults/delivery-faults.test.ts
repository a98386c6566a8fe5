import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deliveryFaults } from '../../../local/faults/delivery-faults.ts';
import type { DeliverBatch } from '../../../local/pipes/delivery/invoke-function.ts';
import { drained, openPipeWorld, type PipeWorld } from '../pipes/pipe-under-test.ts';
import { openLoggedFaults } from './faults-under-test.ts';

let world: PipeWorld;
const logs: ReturnType<typeof openLoggedFaults>[] = [];
beforeEach(async () => {
  world = await openPipeWorld();
});
afterEach(async () => {
  await world.close();
  for (const log of logs.splice(0)) log.close();
});

const withFaults = (kind: string, rate = 1): ((deliver: DeliverBatch) => DeliverBatch) => {
  const log = openLoggedFaults([{ service: 'pipe', kind, rate }], { seed: 3 });
  logs.push(log);
  return deliveryFaults(log.faults, 'starts');
};

const texts = (count: number): string[] => Array.from({ length: count }, (_, n) => `key${n % 7}:${n}`);

describe('deliveries that are struck', () => {
  test('by "duplicate" come twice, all of them', async () => {
    const pipe = world.start({ BatchSize: 10 }, {}, withFaults('duplicate'));
    await world.put(...texts(10));
    expect(await drained(pipe)).toMatchObject({ records: 10, deadLettered: 0 });
    expect(world.deliveries()).toEqual([texts(10), texts(10)]);
  });

  test('by "lost-answer" are taken for failures, so what has succeeded comes again', async () => {
    const pipe = world.start({ BatchSize: 10 }, {}, withFaults('lost-answer', 0.5));
    await world.put(...texts(100));
    expect(await drained(pipe)).toMatchObject({ records: 100, deadLettered: 0 });
    const delivered = world.deliveries().flat();
    expect(new Set(delivered)).toEqual(new Set(texts(100)));
    expect(delivered.length).toBeGreaterThan(100);
    expect(logs[0]?.logged().length).toBeGreaterThan(0);
  });

  test('by "reorder" mix the partition keys and keep the order of each', async () => {
    const pipe = world.start(
      { BatchSize: 100, MaximumBatchingWindowInSeconds: 1 },
      {},
      withFaults('reorder'),
    );
    await world.put(...texts(100));
    await drained(pipe);
    const [delivered = []] = world.deliveries();
    expect(delivered).not.toEqual(texts(100));
    expect(Map.groupBy(delivered, (text) => text.split(':')[0])).toEqual(
      new Map(
        [...new Set(delivered.map((text) => text.split(':')[0]))].map((key) => [
          key,
          texts(100).filter((text) => text.startsWith(`${key}:`)),
        ]),
      ),
    );
  });

  test('by "replay" come after an old batch that was delivered before', async () => {
    const pipe = world.start({ BatchSize: 10 }, {}, withFaults('replay'));
    await world.put(...texts(50));
    expect(await drained(pipe)).toMatchObject({ records: 50 });
    const deliveries = world.deliveries();
    expect(deliveries).toHaveLength(9); // before the first there is nothing old
    expect(
      deliveries.filter((batch, n) => deliveries.slice(0, n).some((old) => old[0] === batch[0])),
    ).toHaveLength(4);
  });

  test('not at all, without faults', async () => {
    const pipe = world.start({ BatchSize: 10 });
    await world.put(...texts(50));
    await drained(pipe);
    expect(world.deliveries().flat()).toEqual(texts(50));
  });
});
