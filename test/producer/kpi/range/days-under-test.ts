import { metricsFileText, parseMetricsFile } from '../../../../functions/contracts/metrics-file.ts';
import { aggregateTrips, metricsOf } from '../../../../functions/trip/metrics.ts';
import type { DayOfRange } from '../../../../producer/kpi/range/published-days.ts';

/** The metrics file of a day with trips of these fares. */
export const fileOf = (date: string, fares: readonly string[]): string => {
  const generated_at = '2024-06-01T09:15:00.000Z';
  const revision = { revision: 2, revised_at: generated_at, restated_because: null, previous: null };
  const metrics = metricsOf(aggregateTrips(fares.map((fare_amount) => ({ fare_amount }))));
  const quality = {
    completed_trips: fares.length,
    partitions_read: 16,
    pages_read: 16,
    incomplete: null,
    waiting: null,
    implausible: null,
  };
  return metricsFileText({ date, run_id: 'kpi-1', generated_at, metrics, ...revision }, quality);
};

/** The same as it is read from a range. */
export const dayWith = (date: string, ...fares: readonly string[]): DayOfRange => {
  const text = fileOf(date, fares);
  return { date, file: { day: parseMetricsFile(text), text } };
};
