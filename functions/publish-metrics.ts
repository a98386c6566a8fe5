import { type Metrics, mergeAggregates, metricsOf, NO_FARES } from './domain/kpi.ts';
import { currentKey, metricsFileText, runKey } from './domain/metrics-file.ts';
import type { PublishRequest } from './domain/request-schemas.ts';

export interface PublishPorts {
  readonly exists: (key: string) => Promise<boolean>;
  readonly write: (key: string, text: string) => Promise<void>;
  /** Leaves what stands at the key, should another attempt of the same run have written it just now. */
  readonly writeOnce: (key: string, text: string) => Promise<void>;
}

/** A run's metrics, and where they are: the day's current file and the copy that this run leaves behind. */
export interface PublishedMetrics {
  readonly date: string;
  readonly key: string;
  readonly run_key: string;
  readonly metrics: Metrics;
}

/**
 * Reduces a run's partial aggregates to the day's metrics and writes them. The run's own copy is written last: where it
 * stands, this run has published, and repeating it changes nothing, not even what a later run has published since.
 */
export const publishMetrics = async (
  { date, run_id, generated_at, partials }: PublishRequest,
  { exists, write, writeOnce }: PublishPorts,
): Promise<PublishedMetrics> => {
  const run = { date, run_id, generated_at };
  const metrics = metricsOf(partials.map(({ aggregate }) => aggregate).reduce(mergeAggregates, NO_FARES));
  const published = { date, key: currentKey(date), run_key: runKey(run), metrics };
  if (await exists(published.run_key)) return published;
  const text = metricsFileText(run, metrics);
  await write(published.key, text);
  await writeOnce(published.run_key, text);
  return published;
};
