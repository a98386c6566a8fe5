import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { EventKind } from '../../producer/produce/trip-files.ts';
import { oracleMetrics } from '../oracle.ts';
import { type ChaosDay, csvText, type Fields, identityOf, KINDS, payloadOf } from './chaos-day.ts';
import type { StoredResult, TripItem } from './read-result.ts';

/** How many distinct events there were, and where they are now. */
export interface Counts {
  readonly sent: number;
  readonly stored: number;
  readonly quarantined: number;
  readonly deadLettered: number;
}

export interface Reconciliation {
  readonly counts: Counts;
  /** What does not add up; empty if nothing was lost, invented or counted twice. */
  readonly problems: readonly string[];
}

/** A trip according to the events that were sent. */
interface ExpectedTrip {
  start?: Fields;
  end?: Fields;
}

const SHOWN = 3;

const listed = (what: string, cases: readonly string[]): string[] =>
  cases.length === 0 ? [] : [`${cases.length} ${what}, such as ${cases.slice(0, SHOWN).join(' | ')}`];

const isStored = (kind: EventKind, fields: Fields, item: TripItem | undefined): boolean =>
  item !== undefined &&
  Object.entries(fields).every(([name, text]) => text === '' || isEqual(text, item[name])) &&
  (kind === 'start' || item.completion_date?.S === fields.dropoff_datetime?.slice(0, 10));

const isEqual = (text: string, value: AttributeValue | undefined): boolean =>
  value?.S === text || (value?.N !== undefined && plain(value.N) === plain(text));

/** Decimal text without trailing zeros; neither the generator nor the emulator writes exponents here. */
const plain = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;

/** The places where one event is: none if it is lost, several if it is in more than one. */
const placesOf = (identity: string, isInTable: boolean, result: StoredResult): (keyof Counts)[] => {
  const isSettled = isInTable || result.quarantined.has(identity);
  return [
    ...(isInTable ? (['stored'] as const) : []),
    ...(result.quarantined.has(identity) ? (['quarantined'] as const) : []),
    // A dead letter names a range, which may include settled records.
    ...(!isSettled && result.deadLettered.has(identity) ? (['deadLettered'] as const) : []),
  ];
};

const expectedTrips = (day: ChaosDay): Map<string, ExpectedTrip> => {
  const trips = new Map<string, ExpectedTrip>();
  for (const kind of KINDS) {
    for (const { fields, fate } of day.rows[kind]) {
      const { trip_id = '' } = fields;
      if (fate === 'stored') trips.set(trip_id, { ...trips.get(trip_id), [kind]: fields });
    }
  }
  return trips;
};

const statusOf = ({ start, end }: ExpectedTrip): string => {
  if (start && end) return 'completed';
  return start ? 'started' : 'ended';
};

/** Every sent event: its identity, what should become of it, and whether its half of the trip is stored. */
function* sentEvents(day: ChaosDay, items: ReadonlyMap<string, TripItem>) {
  for (const kind of KINDS) {
    for (const row of day.rows[kind]) {
      const isInTable =
        row.fate === 'stored' && isStored(kind, row.fields, items.get(row.fields.trip_id ?? ''));
      yield { identity: identityOf(kind, payloadOf(row)), fate: row.fate, isInTable };
    }
    for (const payload of day.payloads[kind]) {
      yield { identity: identityOf(kind, payload), fate: 'quarantined', isInTable: false } as const;
    }
  }
}

/**
 * Checks that every event of the day is in exactly one of the places that the first promise allows, and that nothing
 * else is there.
 */
export const reconcile = (day: ChaosDay, result: StoredResult): Reconciliation => {
  const items = new Map(result.items.map((item) => [item.trip_id?.S ?? '', item]));
  const counts = { sent: 0, stored: 0, quarantined: 0, deadLettered: 0 };
  const misplaced: string[] = [];
  const known = new Set<string>();
  for (const { identity, fate, isInTable } of sentEvents(day, items)) {
    if (known.has(identity)) continue;
    known.add(identity);
    counts.sent += 1;
    const places = placesOf(identity, isInTable, result);
    const [place] = places;
    if (place !== undefined) counts[place] += 1;
    if (places.length !== 1 || (place !== fate && place !== 'deadLettered')) {
      misplaced.push(`${readable(identity)} should be ${fate} and is ${places.join(' and ') || 'lost'}`);
    }
  }
  const strangers = [...result.quarantined.keys()].filter((identity) => !known.has(identity)).map(readable);
  const problems = [
    ...listed('events are not where they should be', misplaced),
    ...listed('records in quarantine were never sent', strangers),
    ...tableProblems(day, result),
  ];
  return { counts, problems };
};

const readable = (identity: string): string => {
  const [kind, payload = ''] = identity.split(' ');
  return `${kind} ${Buffer.from(payload, 'base64').toString('utf8').slice(0, 120)}`;
};

/** One item per trip with the right status, and one entry in the index per completed trip. */
const tableProblems = (day: ChaosDay, { items, completed, deadLettered }: StoredResult): string[] => {
  const trips = expectedTrips(day);
  const wrong = items.flatMap(({ trip_id, trip_status }) => {
    const trip = trips.get(trip_id?.S ?? '');
    const isRight = trip !== undefined && (trip_status?.S === statusOf(trip) || deadLettered.size > 0);
    return isRight ? [] : [`${trip_id?.S} (${trip_status?.S}, not ${trip && statusOf(trip)})`];
  });
  const entries = Map.groupBy(completed, ({ trip_id }) => trip_id?.S ?? '');
  const twice = [...entries].filter(([, ofTrip]) => ofTrip.length > 1).map(([id]) => id);
  return [
    ...listed('trips in the table differ from what was sent', wrong),
    ...listed('trips are in the index twice', twice),
  ];
};

/** What the metrics files should contain: the oracle's numbers without the events that wait as dead letters. */
export const expectedMetrics = (day: ChaosDay, { deadLettered, items }: StoredResult) => {
  const byId = new Map(items.map((item) => [item.trip_id?.S ?? '', item]));
  const text = (kind: EventKind): string => {
    const rows = day.rows[kind].filter((row) => {
      const isWaiting = deadLettered.has(identityOf(kind, payloadOf(row)));
      return !isWaiting || isStored(kind, row.fields, byId.get(row.fields.trip_id ?? ''));
    });
    return csvText(day.columns[kind], rows);
  };
  return oracleMetrics({ startsCsv: text('start'), endsCsv: text('end') });
};
