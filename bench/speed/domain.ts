import { generateTrips, SAMPLE } from '../../data/trip-days.ts';
import { parseTripEnd } from '../../functions/contracts/parse-trip-event.ts';
import { aggregateTrips } from '../../functions/trip/metrics.ts';
import { type Contest, processorTime } from './compared.ts';

const FARES = Array.from(
  { length: 20_000 },
  (_, index) => `${(index * 7919) % 120}.09620692463${index % 1000}`,
);
const TRIPS = FARES.map((fare_amount) => ({ fare_amount }));

const ARRIVAL = { arrivedAt: Date.now(), timeZone: 'America/New_York' };

/** Parsing against JSON.parse, and exact sums against sums in binary floating point. */
export const domainComparisons = (): Contest[] => {
  const texts = [...generateTrips({ ...SAMPLE, trips: 5_000 })].flatMap(({ end }) =>
    end === null ? [] : [JSON.stringify(end.fields)],
  );
  const payloads = texts.map((text) => Buffer.from(text));
  return [
    {
      name: 'parse and validate an end',
      baseline: 'JSON.parse of the same bytes',
      items: payloads.length,
      ours: processorTime(() => payloads.map((payload) => parseTripEnd(payload, ARRIVAL))),
      least: processorTime(() => payloads.map((payload) => JSON.parse(payload.toString('utf8')))),
    },
    {
      name: 'sum, least and greatest of exact fares',
      baseline: 'the same with numbers',
      items: FARES.length,
      ours: processorTime(() => aggregateTrips(TRIPS)),
      least: processorTime(() => {
        const numbers = FARES.map(Number);
        return [numbers.reduce((a, b) => a + b, 0), Math.min(...numbers), Math.max(...numbers)];
      }),
    },
  ];
};
