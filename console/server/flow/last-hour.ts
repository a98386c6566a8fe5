import { EMITTED_METRICS } from '../../../functions/contracts/agreed.ts';
import { readSeries, type Series, type SeriesQuery } from '../../../producer/status/metric-series.ts';
import type { StatusSources, WatchedOutputs } from '../../../producer/status/status-sources.ts';
import { type Hour, type Hours, MINUTES_OF_AN_HOUR, SERIES, type SeriesName } from '../../api/flow.ts';

const MINUTE_MS = 60_000;

type Metric = Omit<SeriesQuery, 'id'>;

const metricsOf = (outputs: WatchedOutputs): Readonly<Record<SeriesName, Metric>> => {
  const sum = (namespace: string, name: string, dimensions: Metric['dimensions']): Metric => ({
    ...{ namespace, name, dimensions },
    statistic: 'Sum',
  });
  const sent = (StreamName: string) => sum('AWS/Kinesis', 'IncomingRecords', { StreamName });
  const delivered = (PipeName: string) => sum('AWS/EventBridge/Pipes', 'EventCount', { PipeName });
  const starts = (name: string) => sum(outputs.metricsNamespace, name, { service: 'record-trip-start' });
  const ends = (name: string) => sum(outputs.metricsNamespace, name, { service: 'record-trip-end' });
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

/** CloudWatch query ids begin with a lowercase letter and contain no hyphens. */
const idOf = (name: SeriesName): string => name.replaceAll('-', '_');

/** The counts of each minute of an hour. A minute without a value counts 0. */
export const hourOf = (series: Series, firstMinuteMs: number): Hour =>
  Array.from(
    { length: MINUTES_OF_AN_HOUR },
    (_, minute) => series.get(firstMinuteMs + minute * MINUTE_MS) ?? 0,
  );

/** CloudWatch's counts for each minute of the last hour, read with one request. */
export const readLastHour = async ({ cloudWatch, outputs }: StatusSources, now: Date): Promise<Hours> => {
  const endMs = (Math.floor(now.getTime() / MINUTE_MS) + 1) * MINUTE_MS;
  const fromMs = endMs - MINUTES_OF_AN_HOUR * MINUTE_MS;
  const metrics = metricsOf(outputs);
  const queries = SERIES.map((name) => ({ id: idOf(name), ...metrics[name] }));
  const found = await readSeries(cloudWatch, queries, { fromMs, to: new Date(endMs), periodMs: MINUTE_MS });
  return Object.fromEntries(SERIES.map((name) => [name, hourOf(found.get(idOf(name)) ?? new Map(), fromMs)]));
};
