import { connectDailyKpi } from '../../producer/kpi/daily-kpi.ts';
import type { StackOutputs } from '../../producer/stack/stack-outputs.ts';
import { expectedText, publishedText } from '../published-metrics.ts';
import type { ChaosCloud } from './chaos-cloud.ts';
import type { ChaosDay } from './chaos-day.ts';
import type { Delays } from './delays.ts';
import type { Profile } from './fault-profile.ts';
import { keptPromises } from './profile-promises.ts';
import { readResult } from './read-result.ts';
import { type Counts, expectedMetrics, reconcile } from './reconcile.ts';

export interface Verdict {
  readonly counts: Counts;
  /** More than the quarantined events if a poison record was delivered, or put into the stream, more than once. */
  readonly quarantineMessages: number;
  readonly deadLetterMessages: number;
  readonly completedTrips: number;
  /** Only in the poison profile. */
  readonly delays?: Delays;
  /** By date: the text of `metrics` in the published file. */
  readonly metrics: Readonly<Record<string, string>>;
  /** Empty if the seed passed. */
  readonly problems: readonly string[];
}

/** Compares everything that the pipeline holds with what was sent, and the metrics with the oracle's. */
export const judge = async (
  day: ChaosDay,
  cloud: ChaosCloud,
  outputs: StackOutputs,
  profile: Profile,
): Promise<Verdict> => {
  const { url, tableName } = cloud;
  const result = await readResult(url, tableName, outputs);
  const { counts, problems } = reconcile(day, result);
  const kpi = connectDailyKpi({ endpoint: url }, outputs);
  const metrics: Record<string, string> = {};
  const wrong: string[] = [];
  let trips = 0;
  for (const [date, expected] of expectedMetrics(day, result)) {
    trips += expected.count_trips;
    const published = await publishedText(kpi, date);
    metrics[date] = published;
    if (published !== expectedText(expected)) {
      wrong.push(`the metrics of ${date} are ${published}, the oracle says ${expectedText(expected)}`);
    }
  }
  if (trips !== result.completed.length) {
    wrong.push(`the index holds ${result.completed.length} completed trips, the oracle counts ${trips}`);
  }
  const promised = await keptPromises(profile, day, result, counts, { cloud, outputs });
  return {
    counts,
    quarantineMessages: result.quarantineMessages,
    deadLetterMessages: result.deadLetterMessages,
    completedTrips: result.completed.length,
    metrics,
    ...(promised.delays && { delays: promised.delays }),
    problems: [...problems, ...wrong, ...promised.problems],
  };
};
