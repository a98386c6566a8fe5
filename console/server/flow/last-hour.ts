import { type MetricDataResult, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { EMITTED_METRICS } from '../../../functions/contracts/names.ts';
import { type MinuteMetric, minuteQuery } from '../../../producer/status/minute-query.ts';
import type { StatusSources, WatchedOutputs } from '../../../producer/status/status-sources.ts';
import { type Hour, type Hours, MINUTES_OF_AN_HOUR, SERIES, type SeriesName } from '../../api/flow.ts';

const MINUTE_MS = 60_000;

type Metrics = Readonly<Record<SeriesName, MinuteMetric>>;

/** As infra/compute/node-function.ts names it. */
const namespaceOf = ({ alarmNamePrefix }: WatchedOutputs): string =>
  `Tripstream/${alarmNamePrefix.replace(/^tripstream-|-$/g, '')}`;

const metricsOf = (outputs: WatchedOutputs): Metrics => {
  const sum = (namespace: string, name: string, dimensions: MinuteMetric['dimensions']): MinuteMetric => ({
    ...{ namespace, name, dimensions },
    stat: 'Sum',
  });
  const sent = (StreamName: string) => sum('AWS/Kinesis', 'IncomingRecords', { StreamName });
  const delivered = (PipeName: string) => sum('AWS/EventBridge/Pipes', 'EventCount', { PipeName });
  const starts = (name: string) => sum(namespaceOf(outputs), name, { service: 'record-trip-start' });
  const ends = (name: string) => sum(namespaceOf(outputs), name, { service: 'record-trip-end' });
  const runs = (name: string) => sum('AWS/States', name, { StateMachineArn: outputs.stateMachineArn });
  const queued = (url: string) =>
    sum('AWS/SQS', 'NumberOfMessagesSent', { QueueName: url.split('/').at(-1) ?? '' });
  const { recordsStored, recordsSuperseded, recordsQuarantined, recordsFailed } = EMITTED_METRICS;
  return {
    'starts-sent': sent(outputs.startStreamName),
    'ends-sent': sent(outputs.endStreamName),
    'starts-delivered': delivered(outputs.startPipeName),
    'ends-delivered': delivered(outputs.endPipeName),
    'starts-stored': starts(recordsStored),
    'ends-stored': ends(recordsStored),
    'starts-superseded': starts(recordsSuperseded),
    'ends-superseded': ends(recordsSuperseded),
    'starts-refused': starts(recordsQuarantined),
    'ends-refused': ends(recordsQuarantined),
    'starts-failed': starts(recordsFailed),
    'ends-failed': ends(recordsFailed),
    'runs-started': runs('ExecutionsStarted'),
    'runs-failed': runs('ExecutionsFailed'),
    'quarantine-in': queued(outputs.quarantineQueueUrl),
    'dead-letter-in': queued(outputs.deadLetterQueueUrl),
  };
};

/** An id of a query begins with a small letter and has no hyphen. */
const idOf = (name: SeriesName): string => name.replaceAll('-', '_');

/** Puts what was answered into the minutes of an hour. A minute without a value had nothing to count. */
export const hourOf = (
  results: readonly Pick<MetricDataResult, 'Timestamps' | 'Values'>[],
  firstMinuteMs: number,
): Hour => {
  const hour = Array.from({ length: MINUTES_OF_AN_HOUR }, () => 0);
  for (const { Timestamps = [], Values = [] } of results) {
    for (const [index, timestamp] of Timestamps.entries()) {
      const minute = Math.floor((timestamp.getTime() - firstMinuteMs) / MINUTE_MS);
      const before = hour[minute];
      if (before !== undefined) hour[minute] = before + (Values[index] ?? 0);
    }
  }
  return hour;
};

/**
 * What CloudWatch has counted in each minute of the last hour, all of it with one request. AWS bills a request by its
 * metrics: https://aws.amazon.com/cloudwatch/pricing/
 */
export const readLastHour = async ({ cloudWatch, outputs }: StatusSources, now: Date): Promise<Hours> => {
  const endMs = (Math.floor(now.getTime() / MINUTE_MS) + 1) * MINUTE_MS;
  const firstMinuteMs = endMs - MINUTES_OF_AN_HOUR * MINUTE_MS;
  const metrics = metricsOf(outputs);
  const results: MetricDataResult[] = [];
  const asked = {
    MetricDataQueries: SERIES.map((name) => minuteQuery(idOf(name), metrics[name])),
    StartTime: new Date(firstMinuteMs),
    EndTime: new Date(endMs),
  };
  for await (const { MetricDataResults = [] } of paginateGetMetricData({ client: cloudWatch }, asked))
    results.push(...MetricDataResults);
  const answered = (name: SeriesName): readonly MetricDataResult[] => {
    const found = results.filter(({ Id }) => Id === idOf(name));
    if (found.length === 0) throw new Error(`CloudWatch did not answer what it was asked (${name})`);
    return found;
  };
  return Object.fromEntries(SERIES.map((name) => [name, hourOf(answered(name), firstMinuteMs)]));
};
