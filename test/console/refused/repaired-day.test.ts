import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { oracleMetrics } from '../../../checks/oracle.ts';
import { parseExact } from '../../../functions/trip/decimal.ts';
import { untilDrained } from '../../flow/cloud-under-test.ts';
import { consoleOfFile } from '../console-under-test.ts';
import {
  choose,
  confirm,
  field,
  isTaken,
  readAgain,
  reasonBeside,
  results,
  untilShown,
} from './refused-page-under-test.ts';

const TIMEOUT_MS = 240_000;
const DAY = '2024-05-25';

const world = consoleOfFile();

const openRefused = async (path = '/refused') => untilShown(await world.openPage(path));

interface Event {
  readonly trip_id: string;
  readonly [field: string]: string;
}

const TRIPS = ['ok', 'number', 'date', 'id', 'json', 'long', 'dead'];
const starts: readonly Event[] = TRIPS.map((trip_id) => ({
  trip_id,
  pickup_datetime: `${DAY} 10:00:00`,
  pickup_location_id: '7',
}));
const ends: readonly Event[] = TRIPS.map((trip_id, index) => ({
  trip_id,
  dropoff_datetime: `${DAY} 10:3${index}:00`,
  fare_amount: `1${index}.0962069246316${index}`,
}));

const csvOf = (events: readonly Event[]): string => {
  const columns = Object.keys(events[0] ?? {});
  return [columns, ...events.map((event) => columns.map((name) => event[name]))].join('\n');
};

/** The end of each trip as it is sent: five of them broken, each in its own way. */
const broken: Readonly<Record<string, (end: Event) => string>> = {
  number: (end) => JSON.stringify({ ...end, fare_amount: `EUR ${end.fare_amount}` }),
  date: (end) => JSON.stringify({ ...end, dropoff_datetime: '2024-02-30 10:32:00' }),
  id: ({ trip_id: _, ...end }) => JSON.stringify(end),
  json: (end) => `${Object.values(end)};`,
  long: (end) => JSON.stringify({ ...end, trip_id: 'long'.repeat(17) }),
};

const put = async (output: string, records: Parameters<typeof world.put>[1][]) => {
  await world.put(output, ...records);
  await untilDrained(world.url());
};

const endsOf = (trips: readonly string[]) =>
  ends
    .filter(({ trip_id }) => trips.includes(trip_id))
    .map((end) => [end.trip_id, (broken[end.trip_id] ?? JSON.stringify)(end)] as const);

const endOf = (tripId: string): Event => {
  const end = ends.find(({ trip_id }) => trip_id === tripId);
  if (end === undefined) throw new Error(`there is no end of ${tripId}`);
  return end;
};

/** Types the right end of a trip into fields of its event. */
const repair = async (page: Page, tripId: string, fields: readonly string[]): Promise<void> => {
  await choose(page, tripId);
  for (const name of fields) await field(page, name).fill(endOf(tripId)[name] ?? '');
  await isTaken(page);
};

describe('a day with broken events', () => {
  test(
    'shows each with its field and reason, and is right to the digit once they are repaired and replayed',
    async () => {
      await put(
        'TripStartStreamName',
        starts.map((start) => [start.trip_id, JSON.stringify(start)]),
      );
      await put('TripEndStreamName', endsOf(['ok', ...Object.keys(broken)]));
      const { page, errors } = await openRefused();
      await page.getByText('5 refused', { exact: true }).waitFor();

      await choose(page, 'number');
      expect(await reasonBeside(page, 'fare_amount')).toMatch(
        /^fare_amount must be a decimal .*, got "EUR 11/,
      );
      await choose(page, 'date');
      expect(await reasonBeside(page, 'dropoff_datetime')).toContain('must be a real calendar moment');
      await choose(page, 'id');
      expect(await reasonBeside(page, 'trip_id')).toBe('trip_id is required, but missing or blank');
      await choose(page, 'json');
      await page.getByText('The payload is not a JSON object.').waitFor();
      await choose(page, 'long');
      expect(await reasonBeside(page, 'trip_id')).toMatch(/^trip_id must be 1 to 64 .* \(68 characters\)$/);

      await repair(page, 'number', ['fare_amount']);
      await repair(page, 'date', ['dropoff_datetime']);
      await repair(page, 'json', ['trip_id', 'dropoff_datetime', 'fare_amount']);
      await page.reload();
      await repair(page, 'id', ['trip_id']);
      await repair(page, 'long', ['trip_id']);
      expect(await page.getByRole('gridcell', { name: 'repaired' }).count()).toBe(5);
      await confirm(page, 'Replay all repaired (5)');
      expect(await results(page)).toEqual(
        Array.from({ length: 5 }, () =>
          expect.stringContaining('It was sent again and has left the quarantine.'),
        ),
      );
      await untilDrained(world.url());
      await readAgain(page);
      await page.getByText('The quarantine is empty').waitFor();
      expect(errors).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    'has a dead letter, caused by a fault, that is redriven after a dry run once the fault is gone',
    async () => {
      const fault = { service: 'dynamodb', operation: 'UpdateItem', kind: 'refuse', rate: 1 };
      const injected = world.injectFault(fault);
      await put('TripEndStreamName', endsOf(['dead']));
      injected[Symbol.dispose]();
      const { page, errors } = await openRefused('/refused?show=dead');
      await page.getByText('1 dead letter', { exact: true }).waitFor();
      await page.getByRole('gridcell', { name: /^ValidationException/ }).click();
      const letter = page.getByRole('region', { name: 'Dead letter', exact: true });
      await letter.getByText('Still in the stream: it would be sent again.').waitFor();
      await letter.getByText('trip dead').waitFor();
      await confirm(page, 'Redrive all (1 of 1)');
      expect(await results(page)).toEqual([expect.stringContaining('Sent again and deleted.')]);
      await untilDrained(world.url());
      await page.getByRole('button', { name: 'Dry run again' }).click();
      await page.getByText('No dead letters: no record was given up.').waitFor();
      expect(errors).toEqual([]);

      const file = await world.tripstream('kpi', 'run', '--date', DAY, '--json');
      const [[date, expected] = []] = oracleMetrics({ startsCsv: csvOf(starts), endsCsv: csvOf(ends) });
      expect(date).toBe(DAY);
      expect(Object(parseExact(file)).metrics).toEqual({
        ...expected,
        count_trips: String(TRIPS.length),
      });
    },
    TIMEOUT_MS,
  );

  test(
    'keeps an event whose stream does not take it, and its edit, and says so',
    async () => {
      await put('TripEndStreamName', [['late', JSON.stringify({ ...endOf('ok'), fare_amount: 'EUR 1' })]]);
      const { page } = await openRefused();
      await page.getByText(/The queue holds 1 message now/).waitFor();
      await readAgain(page);
      await choose(page, 'late');
      await field(page, 'fare_amount').fill('1.5');
      await isTaken(page);
      const injected = world.injectFault({
        ...{ service: 'kinesis', operation: 'PutRecords', kind: 'error', rate: 1 },
      });
      await page.getByRole('button', { name: 'Replay this event' }).click();
      expect(await results(page)).toEqual([expect.stringContaining('late It was not sent. ')]);
      injected[Symbol.dispose]();
      await page.getByRole('gridcell', { name: 'repaired' }).waitFor();
      await page.getByRole('button', { name: 'Replay this event' }).click();
      await page.getByText('Nothing is left in the quarantine.').waitFor();
    },
    TIMEOUT_MS,
  );
});
