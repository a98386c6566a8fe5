import { describe, expect, test } from '@jest/globals';
import { SupersededRecord } from '../../../functions/trip/trip.ts';
import { failures, intake, payload, record, throttled } from './intake-under-test.ts';

describe('the envelope', () => {
  test.each([
    ['what Lambda’s own event source mapping sends', { Records: [record('a', 1)] }],
    ['an object', {}],
    ['a record with a kinesis sub-object', [{ eventID: 'x', kinesis: { data: 'e30=' } }]],
    ['a record of another source', [{ ...record('a', 1), eventSource: 'aws:sqs' }]],
  ])('%s throws instead of being taken for an empty batch', async (_, event) => {
    const { deliver, stored } = intake();
    await expect(deliver(event)).rejects.toThrow('Event object failed validation');
    expect(stored).toEqual([]);
  });

  test('a bare array is accepted, and an empty list of failures is success', async () => {
    const { deliver, stored } = intake();
    expect(await deliver([record('a', 1), record('b', 2)])).toEqual(failures());
    expect(stored).toEqual(['a', 'b']);
  });
});

describe('the three fates', () => {
  test('an invalid record is quarantined with every reason and counts as handled', async () => {
    const { deliver, stored, quarantined } = intake();
    const batch = [
      record('a', 1),
      record('b', 2, payload({ trip_id: 'b', pickup_datetime: '2024-02-30 00:00:00', vendor_id: 'x' })),
      record('c', 3, 'not base64!'),
      record('d', 4, Buffer.from('{').toString('base64')),
    ];
    expect(await deliver(batch)).toEqual(failures());
    expect(stored).toEqual(['a']);
    expect(quarantined.map(({ sequence, reasons }) => [sequence, reasons.length])).toEqual([
      ['2', 2],
      ['3', 1],
      ['4', 1],
    ]);
  });

  test('only a transient failure is named to the pipe, by its eventID', async () => {
    const { deliver } = intake({
      store: async ({ trip_id }) => {
        if (trip_id === 'b') throw throttled();
        return [];
      },
    });
    expect(await deliver([record('a', 1), record('b', 2), record('c', 3)])).toEqual(failures(2));
  });

  test('a superseded record is handled, and the later ones of its trip go on', async () => {
    const positions: string[] = [];
    const { deliver } = intake({
      store: async (_, _signal, position) => {
        positions.push(position);
        if (position.endsWith('.1'))
          throw new SupersededRecord('a later record has written this start already');
        return [];
      },
    });
    expect(await deliver([record('a', 1), record('a', 2)])).toEqual(failures());
    expect(positions).toEqual(['1716600000500.001.1', '1716600000500.001.2']);
  });

  test('a record that cannot be quarantined is delivered again instead of being dropped', async () => {
    const { deliver } = intake({
      quarantine: async () => {
        throw throttled();
      },
    });
    expect(await deliver([record('a', 1), record('b', 2, 'e30=')])).toEqual(failures(2));
  });

  test('a bug throws, after the records under way have settled', async () => {
    const finished: string[] = [];
    const { deliver } = intake({
      store: async ({ trip_id }) => {
        if (trip_id === 'bug') throw new Error('cannot read properties of undefined');
        await new Promise((resolve) => setTimeout(resolve, 20));
        finished.push(trip_id);
        return [];
      },
    });
    await expect(deliver([record('bug', 1), record('a', 2)])).rejects.toThrow('cannot read properties');
    expect(finished).toEqual(['a']);
  });
});

test('a batch is reported once, in numbers, and each failure by its name', async () => {
  const { deliver, summaries, failed } = intake({
    store: async ({ trip_id }) => {
      if (trip_id === 'b') throw throttled();
      if (trip_id === 'old') throw new SupersededRecord('a later record has written this start already');
      return trip_id === 'late' ? ['2024-05-19'] : ['2024-05-25'];
    },
  });
  await deliver([
    record('a', 1),
    record('b', 2),
    record('c', 3, 'e30='),
    record('late', 4),
    record('d', 5, 'W10='),
    record('old', 6),
  ]);
  expect(summaries).toEqual([
    {
      received: 6,
      stored: 2,
      redelivered: 0,
      superseded: 1,
      late: 1,
      quarantined: 2,
      deadLettered: 0,
      quarantinedByKind: { 'missing-field': 1, 'not-an-object': 1 },
      failed: 1,
      milliseconds: expect.any(Number),
    },
  ]);
  expect(failed).toEqual(['shardId-000000000000:2 TransientAwsError']);
});

describe('a record that is delivered again counts once as what it became', () => {
  const NOTHING = { stored: 0, superseded: 0, quarantined: 0, deadLettered: 0, failed: 0 };

  test('stored: its item says so, whichever environment stored it', async () => {
    const { deliver, summaries } = intake({
      store: async ({ trip_id }) => ({ completionDates: ['2024-05-19'], isRepeat: trip_id === 'again' }),
    });
    await deliver([record('a', 1), record('again', 2)]);
    expect(summaries).toMatchObject([{ received: 2, ...NOTHING, stored: 1, redelivered: 1, late: 2 }]);
  });

  test('superseded, quarantined or dead-lettered: the environment that reported it remembers', async () => {
    const { deliver, summaries } = intake({
      store: async ({ trip_id }) => {
        if (trip_id === 'old') throw new SupersededRecord('a later record has written this start already');
        throw new TypeError('a bug that affects this record alone');
      },
      deadLetter: async () => undefined,
    });
    const batch = [record('old', 1), record('refused', 2, 'e30='), record('poison', 3)];
    for (const _ of [1, 2, 3]) await deliver(batch);
    const again = { received: 3, ...NOTHING, redelivered: 3, quarantinedByKind: {} };
    expect(summaries).toMatchObject([
      { received: 3, redelivered: 0, superseded: 1, quarantined: 1, deadLettered: 1 },
      again,
      again,
    ]);
  });

  test('one of the last 10,000, in any number of batches; an earlier one counts again', async () => {
    const { deliver, summaries } = intake();
    const [first, ...others] = Array.from({ length: 10_001 }, (_, sequence) => record('a', sequence, 'e30='));
    await deliver([first, ...others]);
    await deliver(others.slice(0, 1));
    await deliver([first]);
    expect(summaries).toMatchObject([
      { ...NOTHING, quarantined: 10_001 },
      { ...NOTHING, redelivered: 1 },
      { ...NOTHING, quarantined: 1, redelivered: 0 },
    ]);
  });

  test('stored, if it is delivered again because its date could not be marked', async () => {
    let deliveries = 0;
    const { deliver, summaries } = intake({
      store: async () => ({ completionDates: ['2024-05-19'], isRepeat: deliveries > 1 }),
      markIfLate: async () => {
        if (deliveries === 1) throw throttled();
        return true;
      },
    });
    for (deliveries = 1; deliveries <= 2; deliveries += 1) await deliver([record('a', 1)]);
    expect(summaries).toMatchObject([
      { ...NOTHING, stored: 1, failed: 1, late: 0 },
      { ...NOTHING, redelivered: 1, late: 1 },
    ]);
  });

  test('a record that failed before counts when it is settled', async () => {
    let isThrottled = true;
    const { deliver, summaries } = intake({
      store: async () => {
        if (isThrottled) throw throttled();
        return [];
      },
    });
    await deliver([record('a', 1)]);
    isThrottled = false;
    await deliver([record('a', 1)]);
    expect(summaries).toMatchObject([
      { ...NOTHING, failed: 1 },
      { ...NOTHING, stored: 1, redelivered: 0 },
    ]);
  });
});

test('a pipe that identifies records by sequence number gets sequence numbers', async () => {
  const { deliver } = intake(
    {
      store: async () => {
        throw throttled();
      },
    },
    'sequenceNumber',
  );
  expect(await deliver([record('a', 7)])).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
});

test('only what is stored has dates to mark', async () => {
  const { deliver, marked } = intake();
  await deliver([record('a', 1, payload({ trip_id: 'a' }))]);
  expect(marked).toHaveLength(0);
});

test('a batch reports how long it took', async () => {
  const { deliver, summaries } = intake({
    store: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return [];
    },
  });
  const startedAt = performance.now();
  await deliver([record('a', 1)]);
  const elapsed = Math.ceil(performance.now() - startedAt);
  expect(summaries[0]?.milliseconds).toBeGreaterThanOrEqual(19);
  expect(summaries[0]?.milliseconds).toBeLessThanOrEqual(elapsed);
});
