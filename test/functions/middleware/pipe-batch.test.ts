import { describe, expect, test } from '@jest/globals';
import middy from '@middy/core';
import fc from 'fast-check';
import type { BatchSummary } from '../../../functions/domain/batch-summary.ts';
import { SupersededRecord, TransientAwsError } from '../../../functions/domain/errors.ts';
import { parseTripStart } from '../../../functions/domain/parse-trip-event.ts';
import type { PipeRecord } from '../../../functions/domain/request-schemas.ts';
import {
  type FailureIdentifier,
  kinesisPipeBatch,
} from '../../../functions/middleware/kinesis-pipe-batch.ts';
import {
  answerBeforeDeadline,
  type RecordPorts,
  settleRecords,
} from '../../../functions/middleware/settle-records.ts';

type Start = { readonly trip_id: string; readonly pickup_datetime: string };

const record = (id: string, sequence: number, data?: string): PipeRecord => ({
  kinesisSchemaVersion: '1.0',
  eventID: `shardId-000000000000:${sequence}`,
  eventSource: 'aws:kinesis',
  eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/trip-starts',
  partitionKey: id,
  sequenceNumber: String(sequence),
  approximateArrivalTimestamp: 1_716_600_000.5,
  data: data ?? payload({ trip_id: id, pickup_datetime: '2024-05-25 10:00:00' }),
});

const payload = (fields: object): string => Buffer.from(JSON.stringify(fields)).toString('base64');

const intake = (ports: Partial<RecordPorts<Start>> = {}, identifier: FailureIdentifier = 'eventID') => {
  const stored: string[] = [];
  const marked: string[] = [];
  const quarantined: { readonly sequence: string; readonly reasons: readonly string[] }[] = [];
  const summaries: BatchSummary[] = [];
  const failed: string[] = [];
  const report = {
    batchSettled: (summary: BatchSummary) => summaries.push(summary),
    recordFailed: (eventID: string, { name }: Error) => failed.push(`${eventID} ${name}`),
  };
  const handler = middy(answerBeforeDeadline)
    .use(kinesisPipeBatch(report, identifier))
    .handler(
      settleRecords<Start>({
        parse: parseTripStart,
        store: async ({ trip_id, pickup_datetime }) => {
          stored.push(trip_id);
          return trip_id.startsWith('open') ? [] : [pickup_datetime.slice(0, 10)];
        },
        markIfLate: async (date) => {
          marked.push(date);
          return date < '2024-05-20';
        },
        quarantine: async ({ sequenceNumber }, reasons) => {
          quarantined.push({ sequence: sequenceNumber, reasons });
        },
        ...ports,
      }),
    );
  const deliver = (event: unknown, remainingMillis = 60_000): Promise<unknown> =>
    // The context of an invocation, reduced to what middy and the handler read of it.
    Reflect.apply(handler, undefined, [event, { getRemainingTimeInMillis: () => remainingMillis }]);
  return { deliver, stored, marked, quarantined, summaries, failed };
};

const failures = (...sequences: number[]) => ({
  batchItemFailures: sequences.map((sequence) => ({ itemIdentifier: `shardId-000000000000:${sequence}` })),
});

const throttled = () => new TransientAwsError('ThrottlingException: slow down');

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

  test('a bare array is taken, and an empty list of failures is success', async () => {
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

  test('a transient failure is named to the pipe by eventID, and only it', async () => {
    const { deliver } = intake({
      store: async ({ trip_id }) => {
        if (trip_id === 'b') throw throttled();
        return [];
      },
    });
    expect(await deliver([record('a', 1), record('b', 2), record('c', 3)])).toEqual(failures(2));
  });

  test('a superseded record is handled, and its trip’s later ones go on', async () => {
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

  test('a record that cannot be quarantined comes again, instead of being dropped', async () => {
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

describe('order and the deadline', () => {
  test('after a failed record the later ones of its trip wait, those of other trips do not', async () => {
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

  test('are each given once a batch to be marked, after its records are stored', async () => {
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
    expect(summaries).toMatchObject([{ received: 5, stored: 2, late: 2, failed: 3 }]);
  });

  test('that cannot be marked for a reason that stays fail the whole batch', async () => {
    const { deliver } = intake({
      markIfLate: async () => {
        throw new Error('AccessDeniedException');
      },
    });
    await expect(deliver([on('2024-05-01', 'a', 1)])).rejects.toThrow('AccessDeniedException');
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
      superseded: 1,
      late: 1,
      quarantined: 2,
      quarantinedByKind: { 'missing-field': 1, 'not-an-object': 1 },
      failed: 1,
      milliseconds: expect.any(Number),
    },
  ]);
  expect(failed).toEqual(['shardId-000000000000:2 TransientAwsError']);
});

test('a pipe that knows records by their sequence number is told that', async () => {
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

const identifiers = (answer: unknown): string[] => {
  const { batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] } = JSON.parse(
    JSON.stringify(answer),
  );
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

const order = (answer: unknown, sequence: number): number =>
  identifiers(answer).indexOf(`shardId-000000000000:${sequence}`);
