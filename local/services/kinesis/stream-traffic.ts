import type { RecordStore } from './record-store.ts';
import type { StreamStore } from './stream-store.ts';

/** What one request did with the records of a stream. */
export type StreamTraffic = {
  readonly streamName: string;
  readonly records: number;
  readonly bytes: number;
} & (
  | { readonly operation: 'PutRecord' | 'PutRecords' }
  /** How old the last record of the page is; 0 at the tip of the shard. */
  | { readonly operation: 'GetRecords'; readonly iteratorAgeMs: number }
);

/** What the operations on records work with. */
export type RecordParts = {
  readonly streams: StreamStore;
  readonly records: RecordStore;
  readonly nowMs: () => number;
  readonly onTraffic: (traffic: StreamTraffic) => void;
};
