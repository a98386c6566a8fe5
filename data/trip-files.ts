import { generateTrips, type Trip, type TripDayOptions } from './trip-days.ts';
import type { EndField, ReportedEvent, StartField } from './trip-events.ts';

/** Columns in the order of the files; an end has its trip_id last, as such exports have it. */
const START_COLUMNS: readonly StartField[] = [
  'trip_id',
  'pickup_location_id',
  'dropoff_location_id',
  'vendor_id',
  'pickup_datetime',
  'estimated_dropoff_datetime',
  'estimated_fare_amount',
];
const END_COLUMNS: readonly EndField[] = [
  'dropoff_datetime',
  'rate_code',
  'passenger_count',
  'trip_distance',
  'fare_amount',
  'tip_amount',
  'payment_type',
  'trip_type',
  'trip_id',
];

interface Pending<Field extends string> {
  /** No event still to come is reported before this second. */
  readonly pickupSeconds: number;
  readonly event: ReportedEvent<Field> | null;
}

/** Sorts by report with one bucket per second, so that only events not yet due are held, not the whole day. */
function* inReportedOrder<Field extends string>(
  pending: Iterable<Pending<Field>>,
): Generator<ReportedEvent<Field>> {
  const due = new Map<number, ReportedEvent<Field>[]>();
  let second = 0;
  for (const { pickupSeconds, event } of pending) {
    for (; second < pickupSeconds; second++) {
      yield* due.get(second) ?? [];
      due.delete(second);
    }
    if (event === null) continue;
    const sameSecond = due.get(event.reportedAtSeconds);
    if (sameSecond) sameSecond.push(event);
    else due.set(event.reportedAtSeconds, [event]);
  }
  for (; due.size > 0; second++) {
    yield* due.get(second) ?? [];
    due.delete(second);
  }
}

function* csvLines<Field extends string>(
  columns: readonly Field[],
  events: Iterable<ReportedEvent<Field>>,
): Generator<string> {
  yield `${columns.join(',')}\n`;
  for (const { fields } of events) yield `${columns.map((column) => fields[column]).join(',')}\n`;
}

function* startsOf(trips: Iterable<Trip>): Generator<Pending<StartField>> {
  for (const { pickupSeconds, start } of trips) yield { pickupSeconds, event: start };
}

function* endsOf(trips: Iterable<Trip>): Generator<Pending<EndField>> {
  for (const { pickupSeconds, end } of trips) yield { pickupSeconds, event: end };
}

/**
 * The lines of trip_start.csv, each with its line end, header first; memory grows only with the events not yet due.
 *
 * @throws {RangeError} at once, before the first line, when an option is out of its range
 */
export const startCsvLines = (options: TripDayOptions = {}): Generator<string> =>
  csvLines(START_COLUMNS, inReportedOrder(startsOf(generateTrips(options))));

/** The lines of trip_end.csv, as {@link startCsvLines} gives those of the starts. */
export const endCsvLines = (options: TripDayOptions = {}): Generator<string> =>
  csvLines(END_COLUMNS, inReportedOrder(endsOf(generateTrips(options))));
