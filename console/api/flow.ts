import type { Ledger } from '../../producer/ledger/ledger.ts';
import type { Reading } from '../../producer/status/pipeline-status.ts';
import { type Nothing, nothing, type Topic, topic } from './endpoint.ts';

/** What is counted by the minute. `starts` and `ends` are the two intakes. */
export const SERIES = [
  'starts-sent',
  'ends-sent',
  'starts-delivered',
  'ends-delivered',
  'starts-stored',
  'ends-stored',
  'starts-superseded',
  'ends-superseded',
  'starts-refused',
  'ends-refused',
  'starts-failed',
  'ends-failed',
  'runs-started',
  'runs-failed',
  'quarantine-in',
  'dead-letter-in',
] as const;
export type SeriesName = (typeof SERIES)[number];

/** The last hour: 60 counts, oldest minute first. The last one is for the current minute, which is not over yet. */
export type Hour = readonly number[];
export const MINUTES_OF_AN_HOUR = 60;

/** Keyed by the names in {@link SERIES}. */
export type Hours = Readonly<Record<string, Hour>>;

export interface TableCounts {
  readonly trips: number;
  readonly completedTrips: number;
}

export interface FlowNow {
  /** ISO 8601 UTC. */
  readonly readAt: string;
  /** Counted by CloudWatch. */
  readonly hours: Reading<Hours>;
  /** Counted by DynamoDB, which on AWS updates its counts about every six hours. */
  readonly table: Reading<TableCounts>;
  /** Days that have files in the bucket. */
  readonly days: Reading<number>;
  /** What became of the events sent in the last hour. */
  readonly ledger: Reading<Ledger>;
}

export const flowNow: Topic<Nothing, FlowNow> = topic('flow', nothing);
