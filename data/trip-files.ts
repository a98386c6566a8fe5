import { inReportedOrder, type Pending } from './reported-order.ts';
import { generateTrips, type Trip, type TripDayOptions } from './trip-days.ts';
import type { EndField, ReportedEvent, StartField } from './trip-events.ts';

/** The columns in the order of the files; an end has its trip_id last, as real exports do. */
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

function* csvLines<Field extends string>(
  columns: readonly Field[],
  events: Iterable<ReportedEvent<Field>>,
): Generator<string> {
  yield `${columns.join(',')}\n`;
  for (const { fields } of events) yield `${columns.map((column) => fields[column]).join(',')}\n`;
}

function* startsOf(trips: Iterable<Trip>): Generator<Pending<ReportedEvent<StartField>>> {
  for (const { pickupSeconds, start } of trips) yield { pickupSeconds, events: [start] };
}

function* endsOf(trips: Iterable<Trip>): Generator<Pending<ReportedEvent<EndField>>> {
  for (const { pickupSeconds, end } of trips) yield { pickupSeconds, events: end === null ? [] : [end] };
}

/**
 * The lines of trip_start.csv, each with its line ending, header first; memory grows only with the events not yet due.
 *
 * @throws {RangeError} at once, before the first line, if an option is out of range
 */
export const startCsvLines = (options: TripDayOptions = {}): Generator<string> =>
  csvLines(START_COLUMNS, inReportedOrder(startsOf(generateTrips(options))));

/** The lines of trip_end.csv, like {@link startCsvLines}. */
export const endCsvLines = (options: TripDayOptions = {}): Generator<string> =>
  csvLines(END_COLUMNS, inReportedOrder(endsOf(generateTrips(options))));
