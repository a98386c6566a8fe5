import { afterEach, describe, expect, test } from '@jest/globals';
import type { FaultService } from '../../../local/faults/fault-plan.ts';
import { openLoggedFaults } from './faults-under-test.ts';

const opened: ReturnType<typeof openLoggedFaults>[] = [];
afterEach(() => {
  for (const world of opened.splice(0)) world.close();
});

const open = (...parameters: Parameters<typeof openLoggedFaults>) => {
  const world = openLoggedFaults(...parameters);
  opened.push(world);
  return world;
};

const UPDATES = { service: 'dynamodb', operation: 'UpdateItem', kind: 'throttle', rate: 0.1 };
const QUERIES = { service: 'dynamodb', operation: 'Query', kind: 'error', rate: 0.2 };

/** Which of this many requests are struck, from 1. */
const struck = (
  { faults }: ReturnType<typeof openLoggedFaults>,
  count: number,
  [service, operation]: [FaultService, string] = ['dynamodb', 'UpdateItem'],
): number[] =>
  Array.from({ length: count }, (_, index) => (faults.next(service, operation) ? [index + 1] : [])).flat();

describe('what is struck', () => {
  test('ends when a rule is over, as an outage ends', () => {
    let now = 0;
    const world = open([{ ...UPDATES, rate: 1, forMs: 1_000 }], { nowMs: () => now });
    expect(struck(world, 2)).toEqual([1, 2]);
    now = 999;
    expect(struck(world, 2)).toEqual([1, 2]);
    now = 1_000;
    expect(struck(world, 2)).toEqual([]);
  });

  test('is what contains the text of a rule, where it has one', () => {
    const { faults } = open([{ ...UPDATES, kind: 'refuse', rate: 1, match: '"poison"' }]);
    expect(faults.next('dynamodb', 'UpdateItem', '{"trip_id":{"S":"a"}}')).toBeUndefined();
    expect(faults.next('dynamodb', 'UpdateItem', '{"trip_id":{"S":"poison"}}')?.kind).toBe('refuse');
  });

  test('is the same for the same seed, and other requests for another', () => {
    const first = struck(open([UPDATES], { seed: 7 }), 1_000);
    expect(struck(open([UPDATES], { seed: 7 }), 1_000)).toEqual(first);
    expect(struck(open([UPDATES], { seed: 8 }), 1_000)).not.toEqual(first);
  });

  test('does not change with what else is asked or struck in between', () => {
    const alone = struck(open([UPDATES]), 500);
    const among = open([{ ...UPDATES, kind: 'error', rate: 0.3 }, QUERIES, UPDATES]);
    for (let n = 0; n < 500; n += 1) {
      among.faults.next('dynamodb', 'UpdateItem');
      among.faults.next('dynamodb', 'Query');
    }
    const either = among.logged().flatMap(({ operation, ordinal }) => (operation === 'Query' ? [] : ordinal));
    expect(either).toEqual(expect.arrayContaining(alone));
    expect(either.length).toBeGreaterThan(alone.length);
  });

  test.each([0, 0.01, 0.25, 1])('comes at about its rate of %p, to matching requests alone', (rate) => {
    const world = open([{ ...UPDATES, rate }]);
    const requests = 20_000;
    const hits = struck(world, requests).length;
    const spread = 4 * Math.sqrt(requests * rate * (1 - rate));
    expect(Math.abs(hits - requests * rate)).toBeLessThanOrEqual(spread);
    expect(struck(world, 1_000, ['dynamodb', 'Query'])).toEqual([]);
    expect(struck(world, 1_000, ['s3', 'UpdateItem'])).toEqual([]);
  });

  test('comes in bursts where the rule says so, which begin where single faults would be', () => {
    const single = struck(open([{ ...UPDATES, rate: 0.01 }]), 2_000);
    const expected = new Set(single.flatMap((n) => [n, n + 1, n + 2]).filter((n) => n <= 2_000));
    expect(struck(open([{ ...UPDATES, rate: 0.01, burst: 3 }]), 2_000)).toEqual(
      [...expected].toSorted((a, b) => a - b),
    );
  });

  test('is any operation of the service where none is named', () => {
    const world = open([{ service: 's3', kind: 'error', rate: 1 }]);
    expect(world.faults.next('s3', 'PutObject')).toMatchObject({ kind: 'error' });
    expect(world.faults.next('s3', 'GetObject')).toMatchObject({ kind: 'error' });
  });

  test('is nothing, and nothing is counted, before the stack runs', () => {
    const world = open([UPDATES], { isArmed: false });
    expect(struck(world, 1_000)).toEqual([]);
    world.faults.arm();
    expect(struck(world, 1_000)).toEqual(struck(open([UPDATES]), 1_000));
  });
});

test('the log has a line for each fault, with everything it takes to repeat it', () => {
  const world = open([UPDATES], { seed: 7 });
  const hits = struck(world, 200);
  expect(world.logged().map(({ ordinal }) => ordinal)).toEqual(hits);
  const drawn = { draw: expect.any(Number), time: expect.stringMatching(/^\d{4}-.*Z$/) };
  expect(world.logged()[0]).toEqual({
    ...{ seed: 7, service: 'dynamodb', operation: 'UpdateItem', kind: 'throttle', ordinal: hits[0] },
    ...drawn,
  });
});
