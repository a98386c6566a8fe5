import { rawNumber } from './exact-json.ts';
import type { Metrics } from './kpi.ts';

/** What a metrics file says beside the metrics: which day, and which run stands behind it. */
export interface RunOfDay {
  readonly date: string;
  /** The execution's name. */
  readonly run_id: string;
  /** When the run started, ISO 8601 UTC: the trips that were complete by then are in it. */
  readonly generated_at: string;
}

/** The key of a day's current metrics file. */
export const currentKey = (date: string): string => `daily/${date}/metrics.json`;

/** The key of the copy that one run leaves and no later run touches. */
export const runKey = ({ date, run_id }: RunOfDay): string => `daily/${date}/runs/${run_id}.json`;

const asNumber = (decimal: string | null): object | null => (decimal === null ? null : rawNumber(decimal));

/** The text of a metrics file: one line, as Athena reads JSON, and the same bytes for the same run and metrics. */
export const metricsFileText = ({ date, run_id, generated_at }: RunOfDay, metrics: Metrics): string => {
  const { total_fare, count_trips, average_fare, max_fare, min_fare } = metrics;
  const file = {
    date,
    metrics: {
      total_fare: asNumber(total_fare),
      count_trips,
      average_fare: asNumber(average_fare),
      max_fare: asNumber(max_fare),
      min_fare: asNumber(min_fare),
    },
    generated_at,
    trip_count: count_trips,
    run_id,
  };
  return `${JSON.stringify(file)}\n`;
};
