import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EMITTED_METRICS } from '../../functions/contracts/agreed.ts';
import { clientConfiguration } from '../stack/aws-access.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { periodFor, readSeries, type Series, type SeriesQuery } from '../status/metric-series.ts';
import { readWatchedOutputs, type WatchedOutputs } from '../status/status-sources.ts';
import { balanced, type Counts, type Ledger, type StreamLedger, sumOf, totalOf } from './ledger.ts';
import { openWaiting, type Waiting } from './pipes-behind.ts';

/** The streams, and the `service` under which their functions count. */
const STREAMS = {
  starts: { output: 'startStreamName', service: 'record-trip-start' },
  ends: { output: 'endStreamName', service: 'record-trip-end' },
} as const;
type StreamKey = keyof typeof STREAMS;

const COUNTED = {
  stored: EMITTED_METRICS.recordsStored,
  superseded: EMITTED_METRICS.recordsSuperseded,
  quarantined: EMITTED_METRICS.recordsQuarantined,
  deadLettered: EMITTED_METRICS.recordsDeadLettered,
  redelivered: EMITTED_METRICS.recordsRedelivered,
} as const;

/** How far back before the range to look for a moment when nothing was on the way. */
const SEARCHED_MS = 60 * 60_000;

/** The period to read; it usually ends now. */
export interface LedgerRange {
  readonly from: Date;
  readonly to: Date;
}

const queriesOf = (outputs: WatchedOutputs): readonly SeriesQuery[] => [
  ...Object.entries(STREAMS).flatMap(([stream, { output, service }]): SeriesQuery[] => {
    const ofStream = { namespace: 'AWS/Kinesis', dimensions: { StreamName: outputs[output] } };
    const ofFunction = { namespace: outputs.metricsNamespace, dimensions: { service } };
    return [
      { id: `${stream}_sent`, ...ofStream, name: 'IncomingRecords', statistic: 'Sum' },
      { id: `${stream}_age`, ...ofStream, name: 'GetRecords.IteratorAgeMilliseconds', statistic: 'Maximum' },
      { id: `${stream}_received`, ...ofFunction, name: EMITTED_METRICS.recordsReceived, statistic: 'Sum' },
      ...Object.entries(COUNTED).map(
        ([count, name]): SeriesQuery => ({ id: `${stream}_${count}`, ...ofFunction, name, statistic: 'Sum' }),
      ),
    ];
  }),
  {
    id: 'dead_letters',
    namespace: 'AWS/SQS',
    dimensions: { QueueName: outputs.deadLetterQueueUrl.split('/').at(-1) ?? '' },
    name: 'NumberOfMessagesSent',
    statistic: 'Sum',
  },
];

type AllSeries = ReadonlyMap<string, Series>;

const seriesOf = (all: AllSeries, id: string): Series => all.get(id) ?? new Map();

const sumFrom = (series: Series, fromMs: number): number =>
  series.entries().reduce((sum, [atMs, value]) => (atMs < fromMs ? sum : sum + value), 0);

/** Whether, in the period before a moment, nothing came in, nothing was settled and the reader was at the tip. */
const isQuietBefore = (all: AllSeries, atMs: number, periodMs: number): boolean =>
  Object.keys(STREAMS).every((stream) => {
    const lastOf = (name: string) => seriesOf(all, `${stream}_${name}`).get(atMs - periodMs);
    const isNew = ['age', 'sent'].every((name) =>
      seriesOf(all, `${stream}_${name}`)
        .keys()
        .every((pointMs) => pointMs >= atMs),
    );
    const isAtTip = lastOf('age') === 0 || isNew;
    return isAtTip && (lastOf('sent') ?? 0) === 0 && (lastOf('received') ?? 0) === 0;
  });

/** The last quiet moment up to `fromMs`, in whole periods; undefined if there is none in the time searched. */
const quietMoment = (all: AllSeries, fromMs: number, periodMs: number): number | undefined => {
  for (let atMs = fromMs; atMs > fromMs - SEARCHED_MS; atMs -= periodMs)
    if (isQuietBefore(all, atMs, periodMs)) return atMs;
  return undefined;
};

/** If CloudWatch has nothing at all about a stream, no pipe has read it either, so nothing is known about it. */
const countsOf = (all: AllSeries, stream: StreamKey, fromMs: number): Counts => {
  const isKnown = ['sent', 'age'].some((name) => seriesOf(all, `${stream}_${name}`).size > 0);
  const count = (name: string) => (isKnown ? sumFrom(seriesOf(all, `${stream}_${name}`), fromMs) : undefined);
  return {
    sent: count('sent'),
    stored: count('stored'),
    superseded: count('superseded'),
    quarantined: count('quarantined'),
    deadLettered: count('deadLettered'),
    redelivered: count('redelivered'),
  };
};

const ledgerOf = (
  all: AllSeries,
  { fromMs, to, periodMs }: { readonly fromMs: number; readonly to: Date; readonly periodMs: number },
  waiting: Waiting,
): Ledger => {
  const quietMs = quietMoment(all, fromMs, periodMs);
  const beganMs = quietMs ?? fromMs;
  const counts = { starts: countsOf(all, 'starts', beganMs), ends: countsOf(all, 'ends', beganMs) };
  const byFunctions = sumOf(counts.starts.deadLettered, counts.ends.deadLettered);
  const messages = sumFrom(seriesOf(all, 'dead_letters'), beganMs);
  // The queue's own count may lag minutes behind the functions' count.
  const byPipes = byFunctions === undefined ? undefined : Math.max(0, messages - byFunctions);
  const streamLedger = (stream: StreamKey): StreamLedger => {
    const ofStream = counts[stream];
    // A pipe's dead letters are counted by the queue that both streams share.
    const deadLettered = byPipes === 0 ? ofStream.deadLettered : undefined;
    return balanced({ ...ofStream, deadLettered }, waiting[stream]);
  };
  const [starts, ends] = [streamLedger('starts'), streamLedger('ends')];
  return {
    from: new Date(beganMs).toISOString(),
    to: to.toISOString(),
    beganQuiet: quietMs !== undefined,
    starts,
    ends,
    total: totalOf(starts, ends, sumOf(byFunctions, byPipes)),
  };
};

/** Reads the ledger of a stack, any number of times. */
export interface LedgerReader {
  /**
   * What was sent in a range, and what became of it. The start is rounded down to a whole minute, five minutes or hour,
   * as CloudWatch keeps its metrics. One request to CloudWatch, with 17 metrics.
   *
   * @throws the SDK's errors, also for an endpoint without CloudWatch: nothing can be known then
   */
  read(range: LedgerRange): Promise<Ledger>;
}

/** Connects to what the ledger of a stack is read from. @throws as `readOutputs` */
export const openLedger = async (target: StackTarget): Promise<LedgerReader> => {
  const outputs = await readWatchedOutputs(target);
  const cloudWatch = new CloudWatchClient(clientConfiguration(target));
  const queries = queriesOf(outputs);
  const streams = { starts: outputs.startStreamName, ends: outputs.endStreamName };
  const waitingAt = openWaiting(target, streams);
  return {
    read: async ({ from, to }) => {
      const periodMs = periodFor(from, to);
      const fromMs = Math.floor(from.getTime() / periodMs) * periodMs;
      let all: AllSeries = new Map();
      const waiting = await waitingAt(to, async () => {
        all = await readSeries(cloudWatch, queries, { fromMs: fromMs - SEARCHED_MS, to, periodMs });
        return (stream, name) => seriesOf(all, `${stream}_${name}`);
      });
      return ledgerOf(all, { fromMs, to, periodMs }, waiting);
    },
  };
};
