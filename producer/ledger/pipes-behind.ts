import { type PipeStatus, readPipes } from '../local-cloud/pipe-drain.ts';
import type { AwsTarget } from '../stack/aws-access.ts';
import type { Series } from '../status/metric-series.ts';

/** How many records of each stream wait; undefined if unknown. */
export type Waiting = Readonly<Record<'starts' | 'ends', number | undefined>>;

/** CloudWatch's numbers are complete after a few minutes. */
const SETTLED_MS = 5 * 60_000;

/** A range that ended no longer ago than this counts as ending now, so the pipes can be asked. */
const PRESENT_MS = 60_000;

/** Reads the metrics that the ledger needs, and returns a lookup of one metric of one stream. */
type ReadMetrics = () => Promise<(stream: keyof Waiting, name: 'age' | 'sent' | 'received') => Series>;

/**
 * 0 if the pipe had read the stream to its tip both before and after the metrics were read, and delivered nothing in
 * between: the metrics cannot have changed meanwhile.
 */
const betweenReadings = (
  streamName: string,
  before: readonly PipeStatus[],
  after: readonly PipeStatus[],
): number | undefined => {
  const [first, last] = [before, after].map((pipes) => pipes.find((pipe) => pipe.streamName === streamName));
  const isDrained = [first, last].every((pipe) => pipe?.recordsBehind === 0 && pipe.inFlight === 0);
  return isDrained && first?.deliveries === last?.deliveries ? 0 : undefined;
};

/** 0 if the pipe was reading at the tip of the stream, and nothing had recently arrived or been settled. */
const byAge = (seriesOf: (name: 'age' | 'sent' | 'received') => Series, atMs: number): number | undefined => {
  const sinceMs = atMs - SETTLED_MS;
  const newestMs = Math.max(...seriesOf('age').keys());
  const isAtTip = newestMs > sinceMs && seriesOf('age').get(newestMs) === 0;
  const isStill = (['sent', 'received'] as const).every((name) =>
    seriesOf(name)
      .entries()
      .every(([pointMs, value]) => value === 0 || pointMs <= sinceMs),
  );
  return isAtTip && isStill ? 0 : undefined;
};

/** Finds out what waits in the streams at the end of a period, and has the metrics of that period read. */
export const openWaiting =
  ({ endpoint }: AwsTarget, streamNames: Readonly<Record<keyof Waiting, string>>) =>
  async (to: Date, readMetrics: ReadMetrics): Promise<Waiting> => {
    const isPresent = Date.now() - to.getTime() < PRESENT_MS;
    const askPipes = async () => (endpoint === undefined || !isPresent ? undefined : readPipes(endpoint));
    const before = await askPipes();
    const seriesOf = await readMetrics();
    const after = before && (await askPipes());
    const of = (stream: keyof Waiting): number | undefined =>
      before === undefined || after === undefined
        ? byAge((name) => seriesOf(stream, name), to.getTime())
        : betweenReadings(streamNames[stream], before, after);
    return { starts: of('starts'), ends: of('ends') };
  };
