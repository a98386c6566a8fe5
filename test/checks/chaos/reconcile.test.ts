import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  type ChaosDay,
  identityOf,
  KINDS,
  makeChaosDay,
  payloadOf,
} from '../../../checks/chaos/chaos-day.ts';
import type { StoredResult, TripItem } from '../../../checks/chaos/read-result.ts';
import { expectedMetrics, reconcile } from '../../../checks/chaos/reconcile.ts';
import { oracleMetrics } from '../../../checks/oracle.ts';
import type { EventKind } from '../../../producer/produce/trip-files.ts';

const directory = mkdtempSync(join(tmpdir(), 'reconcile-'));
afterAll(() => rmSync(directory, { recursive: true }));

const EVENTS = 1_000;
const day = makeChaosDay(EVENTS, 5, directory);

type Fields = Readonly<Record<string, string>>;

const attributesOf = (fields: Fields): TripItem =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [name, /datetime|trip_id/.test(name) ? { S: text } : { N: text }]),
  );

const itemOf = (start: Fields | undefined, end: Fields | undefined): TripItem => ({
  ...attributesOf(start ?? {}),
  ...attributesOf(end ?? {}),
  ...(end && { completion_date: { S: end.dropoff_datetime?.slice(0, 10) ?? '' } }),
  trip_status: { S: start && end ? 'completed' : start ? 'started' : 'ended' },
});

const storedById = (kind: EventKind): Map<string, Fields> =>
  new Map(
    day.rows[kind]
      .filter(({ fate }) => fate === 'stored')
      .map(({ fields }) => [fields.trip_id ?? '', fields]),
  );

const poisonOf = (kind: EventKind): string[] => [
  ...day.rows[kind]
    .filter(({ fate }) => fate === 'quarantined')
    .map((row) => identityOf(kind, payloadOf(row))),
  ...day.payloads[kind].map((payload) => identityOf(kind, payload)),
];

/** What a flawless pipeline holds in the end. */
const flawless = (): StoredResult => {
  const [starts, ends] = [storedById('start'), storedById('end')];
  const ids = [...new Set([...starts.keys(), ...ends.keys()])];
  const items = ids.map((id) => itemOf(starts.get(id), ends.get(id)));
  const poison = KINDS.flatMap(poisonOf);
  return {
    items,
    completed: items.filter(({ trip_status }) => trip_status?.S === 'completed'),
    quarantined: new Map(poison.map((identity, n) => [identity, new Set([`${n}`])])),
    quarantineMessages: poison.length,
    deadLettered: new Set(),
    deadLetterMessages: 0,
    deadLetterPayloads: new Set(),
  };
};

const [firstEnd] = day.rows.end.filter(({ fate }) => fate === 'stored');
if (firstEnd === undefined) throw new Error('the day has no valid end');
const tripId = firstEnd.fields.trip_id;
const [poison = ''] = poisonOf('end');

/** The items, with the one of the first end's trip changed. */
const withItem = (items: readonly TripItem[], change: (item: TripItem) => TripItem[]): TripItem[] =>
  items.flatMap((item) => (item.trip_id?.S === tripId ? change(item) : item));

const withoutPoison = ({ quarantined }: StoredResult) =>
  new Map([...quarantined].filter(([identity]) => identity !== poison));

describe('a day', () => {
  test('has about as many events as asked for, including poison that the oracle also refuses', () => {
    const rows = KINDS.flatMap((kind) => day.rows[kind]);
    const payloads = KINDS.flatMap((kind) => day.payloads[kind]);
    expect(rows.length + payloads.length).toBeGreaterThan(EVENTS * 0.98);
    expect(rows.length + payloads.length).toBeLessThan(EVENTS * 1.02);
    const [startsCsv = '', endsCsv = ''] = day.files.map(({ path }) => readFileSync(path, 'utf8'));
    const trips = [...oracleMetrics({ startsCsv, endsCsv }).values()];
    expect(trips.reduce((sum, { count_trips }) => sum + count_trips, 0)).toBe(flawless().completed.length);
  });

  test('is the same for the same seed', () => {
    const elsewhere = mkdtempSync(join(directory, 'again-'));
    const [again, other] = [makeChaosDay(EVENTS, 5, elsewhere), makeChaosDay(EVENTS, 6, elsewhere)];
    expect(again.rows).toEqual(day.rows);
    // As text, so that a megabyte is compared at once, not byte by byte.
    const payloads = ({ payloads: of }: ChaosDay) =>
      KINDS.flatMap((kind) => of[kind].map((payload) => identityOf(kind, payload)));
    expect(payloads(again)).toEqual(payloads(day));
    expect(other.rows).not.toEqual(day.rows);
  });
});

describe('reconciliation', () => {
  test('finds every event of a flawless result where it should be', () => {
    const { counts, problems } = reconcile(day, flawless());
    expect(problems).toEqual([]);
    expect(counts.stored + counts.quarantined).toBe(counts.sent);
    expect(counts).toMatchObject({ quarantined: 12, deadLettered: 0 });
  });

  test.each<[string, (result: StoredResult) => Partial<StoredResult>, string]>([
    [
      'a trip without its end',
      ({ items }) => ({ items: withItem(items, ({ fare_amount: _, ...rest }) => [rest]) }),
      'should be stored and is lost',
    ],
    [
      'a trip that is missing',
      ({ items }) => ({ items: withItem(items, () => []) }),
      'should be stored and is lost',
    ],
    [
      'another fare',
      ({ items }) => ({ items: withItem(items, (item) => [{ ...item, fare_amount: { N: '1' } }]) }),
      'should be stored and is lost',
    ],
    [
      'another status',
      ({ items }) => ({ items: withItem(items, (item) => [{ ...item, trip_status: { S: 'lost' } }]) }),
      'trips in the table differ from what was sent',
    ],
    [
      'a trip that nobody sent',
      ({ items }) => ({ items: [...items, { trip_id: { S: 'x' } }] }),
      'trips in the table differ from what was sent',
    ],
    [
      'a trip twice in the index',
      ({ completed }) => ({ completed: [...completed, ...completed.slice(0, 1)] }),
      'trips are in the index twice',
    ],
    [
      'poison that is gone',
      (result) => ({ quarantined: withoutPoison(result) }),
      'should be quarantined and is lost',
    ],
    [
      'a valid event in quarantine',
      ({ quarantined }) => ({
        quarantined: new Map([...quarantined, [identityOf('end', payloadOf(firstEnd)), new Set(['1'])]]),
      }),
      'should be stored and is stored and quarantined',
    ],
    [
      'a stranger in quarantine',
      ({ quarantined }) => ({
        quarantined: new Map([...quarantined, [identityOf('end', Buffer.from('x')), new Set(['1'])]]),
      }),
      'records in quarantine were never sent',
    ],
  ])('notices %s', (_, flaw, problem) => {
    const result = flawless();
    const { problems } = reconcile(day, { ...result, ...flaw(result) });
    expect(problems.join('\n')).toContain(problem);
  });

  test('lets an event wait as a dead letter, and expects metrics without it', () => {
    const result = flawless();
    const items = withItem(result.items, ({ dropoff_datetime: _, ...rest }) => [rest]);
    const deadLettered = new Set([identityOf('end', payloadOf(firstEnd)), ...KINDS.flatMap(poisonOf)]);
    const waiting = { ...result, items, deadLettered };
    expect(reconcile(day, waiting)).toMatchObject({ counts: { deadLettered: 1 }, problems: [] });
    const trips = (of: StoredResult): number =>
      [...expectedMetrics(day, of).values()].reduce((sum, { count_trips }) => sum + count_trips, 0);
    expect(trips(waiting)).toBe(trips(result) - 1);
  });
});
