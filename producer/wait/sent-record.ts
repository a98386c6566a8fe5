import { recordAt, streamPosition } from '../../functions/trip/trip.ts';
import { readMarker } from '../../functions/trip/trip-event.ts';
import type { StreamRecord } from '../produce/event-batches.ts';
import type { StreamPlace } from '../produce/put-records.ts';
import type { EventKind } from '../produce/trip-files.ts';

/** An event that a stream has acknowledged. */
export interface SentRecord extends StreamPlace {
  readonly half: EventKind;
  readonly tripId: string;
  /** When a stream first took an event that was sent again, ISO 8601 UTC. */
  readonly firstArrivedAt?: string | undefined;
  /** Its place in a file, such as `trip_end.csv, row 12`. */
  readonly inFile?: string | undefined;
}

export class SentRecords {
  readonly all: SentRecord[] = [];

  /** `about` adds what the records do not say. The trip id is the partition key unless `about` gives another. */
  add<Item extends StreamRecord>(
    records: readonly Item[],
    places: readonly StreamPlace[],
    about: (record: Item) => Pick<SentRecord, 'half' | 'inFile'> & { readonly tripId?: string | undefined },
  ): void {
    for (const [index, record] of records.entries()) {
      const place = places[index];
      if (place === undefined) throw new Error('a record was acknowledged without a place');
      const { half, inFile, tripId = record.PartitionKey } = about(record);
      const firstArrivedAt = readMarker(record.Data)?.firstArrivedAt;
      this.all.push({ ...place, half, tripId, firstArrivedAt, inFile });
    }
  }
}

/**
 * What became of an event, given the `position` of the record that the same half of its trip was stored from. Undefined
 * if that record is older: the event is still to come. A shard's sequence numbers grow, but an event that was sent
 * again keeps its first place.
 */
export const fateBeside = (
  { sequenceNumber, firstArrivedAt }: SentRecord,
  position: string,
): 'stored' | 'superseded' | undefined => {
  const holder = recordAt(position).sequenceNumber;
  if (holder === sequenceNumber) return 'stored';
  if (firstArrivedAt === undefined) return BigInt(holder) > BigInt(sequenceNumber) ? 'superseded' : undefined;
  const arrived = { sequenceNumber, approximateArrivalTimestamp: Number.POSITIVE_INFINITY };
  return position > streamPosition(arrived, Date.parse(firstArrivedAt)) ? 'superseded' : undefined;
};
