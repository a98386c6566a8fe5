import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerBeforeDeadline } from '../../../functions/intake/pipe-batch.ts';
import { failures, identifiers, intake, payload, record, throttled } from './intake-under-test.ts';

describe('order and the deadline', () => {
  test('after a failed record, the later ones of its trip wait, but those of other trips do not', async () => {
    const tries: string[] = [];
    const { deliver } = intake({
      store: async ({ pickup_datetime }) => {
        tries.push(pickup_datetime);
        if (pickup_datetime.endsWith('01')) throw throttled();
        return [];
      },
    });
    const of = (id: string, sequence: number) =>
      record(id, sequence, payload({ trip_id: id, pickup_datetime: `2024-05-25 10:00:0${sequence}` }));
    expect(await deliver([of('a', 1), of('b', 2), of('a', 3)])).toEqual(failures(1, 3));
    expect(tries.map((moment) => moment.slice(-1))).toEqual(['1', '2']);
  });

  test('near the deadline the unfinished records fail, and the finished ones count', async () => {
    const { deliver } = intake({
      store: ({ trip_id }, signal) =>
        trip_id === 'quick'
          ? Promise.resolve([])
          : new Promise((_, reject) => signal.addEventListener('abort', () => reject(throttled()))),
    });
    const hanging = Array.from({ length: 40 }, (_, index) => record(`h${index}`, index + 2));
    const sequences = hanging.map((_, index) => index + 2);
    // 50 ms are left until the margin before the deadline begins.
    const answer = await deliver(
      [record('quick', 1), ...hanging],
      answerBeforeDeadline.timeoutEarlyInMillis + 50,
    );
    expect(answer).toEqual({ batchItemFailures: expect.any(Array) });
    expect(JSON.stringify(answer)).toBe(
      JSON.stringify(failures(...sequences.toSorted((a, b) => order(answer, a) - order(answer, b)))),
    );
  });

  test('whatever fails, every record has one fate and the order of each trip holds', async () => {
    const batches = fc.array(fc.record({ trip: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() }), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(batches, async (plan) => {
        const tried: number[] = [];
        const { deliver } = intake({
          store: async ({ trip_id }) => {
            const sequence = Number(trip_id.split('-')[1]);
            tried.push(sequence);
            if (plan[sequence]?.fails) throw throttled();
            return [];
          },
        });
        const batch = plan.map(({ trip }, sequence) => ({
          ...record(
            trip,
            sequence,
            payload({ trip_id: `${trip}-${sequence}`, pickup_datetime: '2024-05-25 10:00:00' }),
          ),
        }));
        const blocked = plan.map(({ trip }, sequence) =>
          plan.slice(0, sequence + 1).some((earlier) => earlier.trip === trip && earlier.fails),
        );
        const expected = batch.filter((_, sequence) => blocked[sequence]).map(({ eventID }) => eventID);
        const answer = await deliver(batch);
        expect(identifiers(answer).toSorted()).toEqual(expected.toSorted());
        expect(new Set(tried).size).toBe(tried.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the dates of completed trips', () => {
  const on = (date: string, id: string, sequence: number) =>
    record(id, sequence, payload({ trip_id: id, pickup_datetime: `${date} 10:00:00` }));

  test('are each marked once per batch, after its records are stored', async () => {
    const { deliver, marked, stored } = intake({
      markIfLate: async (date) => {
        expect(stored).toHaveLength(4);
        marked.push(date);
        return true;
      },
    });
    await deliver([
      on('2024-05-01', 'a', 1),
      on('2024-05-02', 'b', 2),
      on('2024-05-01', 'c', 3),
      on('2024-05-03', 'open', 4),
    ]);
    expect(marked.toSorted()).toEqual(['2024-05-01', '2024-05-02']);
  });

  test('that cannot be marked fail their records, and the later ones of the same trips, and no others', async () => {
    const { deliver, summaries } = intake({
      markIfLate: async (date) => {
        if (date === '2024-05-01') throw throttled();
        return true;
      },
    });
    const batch = [
      on('2024-05-02', 'a', 1),
      on('2024-05-01', 'a', 2),
      on('2024-05-02', 'a', 3),
      on('2024-05-01', 'b', 4),
      on('2024-05-02', 'c', 5),
    ];
    const answer = await deliver(batch);
    expect(identifiers(answer).toSorted()).toEqual(identifiers(failures(2, 3, 4)));
    expect(summaries).toMatchObject([{ received: 5, stored: 5, late: 2, failed: 3 }]);
  });

  test('that cannot be marked for a lasting reason fail the whole batch', async () => {
    const { deliver } = intake({
      markIfLate: async () => {
        throw new Error('AccessDeniedException');
      },
    });
    await expect(deliver([on('2024-05-01', 'a', 1)])).rejects.toThrow('AccessDeniedException');
  });
});

const order = (answer: unknown, sequence: number): number =>
  identifiers(answer).indexOf(`shardId-000000000000:${sequence}`);
