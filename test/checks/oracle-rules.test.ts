import { describe, expect, test } from '@jest/globals';
import { oracleMetrics } from '../../checks/oracle.ts';
import { judgeTripEnd, judgeTripStart } from '../../functions/contracts/parse-trip-event.ts';
import { TRIP_END_FIELDS, TRIP_START_FIELDS } from '../../functions/trip/trip-event.ts';

type Fields = Readonly<Record<string, string>>;
interface Trip {
  readonly start: Fields;
  readonly end: Fields;
}

const TRIP: Trip = {
  start: { trip_id: 'a', pickup_datetime: '2024-05-25 10:00:00' },
  end: { trip_id: 'a', dropoff_datetime: '2024-05-25 10:30:00', fare_amount: '12.50' },
};

/** Each field gets all of them: each kind of field accepts some and refuses others. */
const TEXTS = [
  ...[
    '',
    ' ',
    'a',
    'A_b-9',
    'a b',
    'a#1',
    'é',
    '🚕',
    '\u0000',
    ...[32, 33, 64, 65].map((n) => 'x'.repeat(n)),
  ],
  ...[
    '2024-05-25 10:30:00',
    '2024-05-25T10:30:00',
    '2024-05-25T10:30:00Z',
    '2024-02-30 10:30:00',
    '2024-05-25',
  ],
  ...['0', '012', '12.', '12.0', '12.5', '.5', '-1', '1e3', '1.2.3', 'NaN', '9'.repeat(18), '9'.repeat(19)],
  ...['1e23', '1e24', '1e-130', '1e-131', `1.${'1'.repeat(37)}`, `1.${'1'.repeat(38)}`],
];

/** Of texts without commas and quotes. */
const csvOf = (fields: Fields): string =>
  `${Object.keys(fields).join(',')}\n${Object.values(fields).join(',')}\n`;

const isCounted = ({ start, end }: Trip): boolean =>
  oracleMetrics({ startsCsv: csvOf(start), endsCsv: csvOf(end) }).size > 0;

const isAccepted = ({ start, end }: Trip): boolean => {
  const payloadOf = (fields: Fields) => Buffer.from(JSON.stringify(fields));
  const arrival = { arrivedAt: Date.parse('2024-05-26T12:00:00Z'), timeZone: 'America/New_York' };
  return (
    'event' in judgeTripStart(payloadOf(start), arrival) && 'event' in judgeTripEnd(payloadOf(end), arrival)
  );
};

const withText = (half: keyof Trip, field: string, text: string): Trip => {
  const trip = { ...TRIP, [half]: { ...TRIP[half], [field]: text } };
  const { trip_id = '' } = trip[half];
  return { start: { ...trip.start, trip_id }, end: { ...trip.end, trip_id } };
};

describe('the oracle counts the trips that the parser accepts, whatever is in', () => {
  test.each([
    ...TRIP_START_FIELDS.map((field) => ['start', field] as const),
    ...TRIP_END_FIELDS.map((field) => ['end', field] as const),
  ])('the %s’s %s', (half, field) => {
    const accepted = TEXTS.filter((text) => isAccepted(withText(half, field, text)));
    expect(TEXTS.filter((text) => isCounted(withText(half, field, text)))).toEqual(accepted);
    // An optional field is always accepted if it is blank.
    expect(accepted.filter((text) => text.trim() !== '')).not.toEqual([]);
    expect(accepted).not.toEqual(TEXTS);
  });
});
