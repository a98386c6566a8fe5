import { KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';
import type { EventKind } from '../../producer/produce/trip-files.ts';
import { clientConfiguration } from '../../producer/stack/aws-access.ts';
import type { StackOutputs } from '../../producer/stack/stack-outputs.ts';
import { KINDS } from './chaos-day.ts';
import type { TripItem } from './read-result.ts';
import { shardRecords } from './shard-records.ts';

/** By trip id: when the records of each half arrived in their stream, in epoch milliseconds. */
export type Arrivals = ReadonlyMap<string, Readonly<Record<EventKind, readonly number[]>>>;

export interface Delays {
  /** Trips with at most one record per half. For others, nothing says which record was stored when. */
  readonly measuredTrips: number;
  /** The longest time that a record took from its arrival until it was stored. */
  readonly longestMs: number;
  readonly longestTripId: string;
}

const timeOf = (item: TripItem, name: string): number => Date.parse(item[name]?.S ?? '');

/**
 * How long a trip's records took from their arrival until they were stored. An item has the times of its first and last
 * write, but does not say which half came first. If both orders are possible, the worse one counts.
 */
const delayOf = (
  item: TripItem,
  { start, end }: Readonly<Record<EventKind, readonly number[]>>,
): number | undefined => {
  if (start.length > 1 || end.length > 1) return undefined;
  const [first, last] = [timeOf(item, 'creation_timestamp'), timeOf(item, 'update_timestamp')];
  const [one, other] = [...start, ...end];
  if (one === undefined) return undefined;
  if (other === undefined) return last - one;
  const possible = [
    [first - one, last - other],
    [last - one, first - other],
  ].filter((delays) => delays.every((ms) => ms >= 0));
  return Math.max(...(possible.length > 0 ? possible.flat() : [last - Math.min(one, other)]));
};

/** The longest delay among the trips in the table. */
export const longestDelay = (items: readonly TripItem[], arrivals: Arrivals): Delays => {
  let longest: Delays = { measuredTrips: 0, longestMs: 0, longestTripId: '' };
  for (const item of items) {
    const tripId = item.trip_id?.S ?? '';
    const arrived = arrivals.get(tripId);
    const ms = arrived && delayOf(item, arrived);
    if (ms === undefined) continue;
    const measuredTrips = longest.measuredTrips + 1;
    longest =
      ms > longest.longestMs
        ? { measuredTrips, longestMs: ms, longestTripId: tripId }
        : { ...longest, measuredTrips };
  }
  return longest;
};

/** Reads from both streams when each trip's records arrived. */
export const readArrivals = async (url: string, outputs: StackOutputs): Promise<Arrivals> => {
  const kinesis = new KinesisClient(clientConfiguration({ endpoint: url }));
  const streamNames = { start: outputs.startStreamName, end: outputs.endStreamName };
  const arrivals = new Map<string, Record<EventKind, number[]>>();
  for (const kind of KINDS) {
    const StreamName = streamNames[kind];
    const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
    for (const { ShardId } of Shards) {
      const beginning = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
      for await (const record of shardRecords(kinesis, beginning)) {
        const { PartitionKey = '', ApproximateArrivalTimestamp } = record;
        const ofTrip = arrivals.get(PartitionKey) ?? { start: [], end: [] };
        ofTrip[kind].push(Number(ApproximateArrivalTimestamp));
        arrivals.set(PartitionKey, ofTrip);
      }
    }
  }
  kinesis.destroy();
  return arrivals;
};
