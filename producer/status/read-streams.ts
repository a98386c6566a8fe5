import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import { readSeries, type Series, type SeriesQuery } from './metric-series.ts';
import type { StreamStatus } from './pipeline-status.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * A pipe reads every second, and CloudWatch shows each minute a few minutes later: a pipe unseen for longer is not
 * reading.
 */
const READ_WITHIN_MS = 15 * MINUTE_MS;

interface StreamSources {
  readonly cloudWatch: CloudWatchClient;
  readonly outputs: Pick<StackOutputs, 'startStreamName' | 'endStreamName'>;
}

/** How far behind the streams' readers are, and how much came in, according to CloudWatch. */
export const readStreams = async (
  { cloudWatch, outputs }: StreamSources,
  now: Date,
): Promise<readonly StreamStatus[]> => {
  const streams = { starts: outputs.startStreamName, ends: outputs.endStreamName };
  const queries = Object.entries(streams).flatMap(([name, StreamName]): SeriesQuery[] => {
    const ofStream = { namespace: 'AWS/Kinesis', dimensions: { StreamName } };
    return [
      { id: `${name}_age`, ...ofStream, name: 'GetRecords.IteratorAgeMilliseconds', statistic: 'Maximum' },
      { id: `${name}_incoming`, ...ofStream, name: 'IncomingRecords', statistic: 'Sum' },
    ];
  });
  const [nowMs, periodMs] = [now.getTime(), MINUTE_MS];
  const range = { fromMs: nowMs - HOUR_MS, to: new Date(nowMs + MINUTE_MS), periodMs };
  const series = await readSeries(cloudWatch, queries, range);
  return Object.entries(streams).map(([name, streamName]) => {
    const ages: Series = series.get(`${name}_age`) ?? new Map();
    const incoming: Series = series.get(`${name}_incoming`) ?? new Map();
    const newestMs = Math.max(...ages.keys());
    const ageMs = nowMs - newestMs <= READ_WITHIN_MS ? ages.get(newestMs) : undefined;
    return {
      name,
      streamName,
      ageSeconds: ageMs === undefined ? null : ageMs / 1000,
      incomingRecords: incoming.values().reduce((sum, value) => sum + value, 0),
    };
  });
};
