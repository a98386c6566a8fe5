import { setTimeout as sleep } from 'node:timers/promises';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { AwsTarget } from '../stack/aws-access.ts';
import { forEachConcurrently } from '../stack/concurrent.ts';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import { withProgress } from '../terminal/progress.ts';
import { MAX_RECORDS_PER_REQUEST, putRequests, type StreamRecord, streamRecord } from './event-batches.ts';
import { type EventSelection, selectEvents } from './event-source.ts';
import { connectStreams, putRecords, type StreamPlace } from './put-records.ts';
import type { TripEvent } from './read-trip-csv.ts';
import type { EventKind } from './trip-files.ts';

const REQUESTS_IN_FLIGHT = 4;
/** At a given rate a request holds a fifth of a second's events, so that they arrive evenly. */
const REQUESTS_PER_SECOND_AT_RATE = 5;

export interface ProducePlan extends EventSelection {
  readonly eventsPerSecond?: number | undefined;
  /** How many events the files hold in all, where that is known. */
  readonly eventsInFiles?: number | undefined;
}

export interface ProducePorts {
  /** A client that does not retry by itself. */
  readonly kinesis: KinesisClient;
  readonly streamNames: Readonly<Record<EventKind, string>>;
  /** Aborted: no more events are read; those already read are still sent. */
  readonly stop: AbortSignal;
  readonly onRead?: (event: TripEvent) => void;
  /** How many events the streams have acknowledged so far. */
  readonly onSent?: (count: number) => void;
  /** Hears of each event that a stream has acknowledged, and where it is. */
  readonly onTaken?: ((records: readonly EventRecord[], places: readonly StreamPlace[]) => void) | undefined;
}

export interface ProduceOutcome {
  readonly sent: { readonly starts: number; readonly ends: number };
  /** Records sent again because a stream refused them. */
  readonly retried: number;
  readonly seconds: number;
  /** How many events of the selection, from its first one on, have all been acknowledged. */
  readonly acknowledgedPrefix: number;
  /** Why it ended early, unless it was told to stop. */
  readonly failure?: { readonly error: unknown };
}

async function* paced(
  events: AsyncIterable<TripEvent>,
  { eventsPerSecond = Number.POSITIVE_INFINITY }: ProducePlan,
  { stop, onRead }: ProducePorts,
): AsyncGenerator<TripEvent> {
  const startedAt = performance.now();
  let count = 0;
  for await (const event of events) {
    const waitMs = startedAt + (count / eventsPerSecond) * 1000 - performance.now();
    // An aborted sleep ends like an elapsed one: the loop then sees that it has to stop.
    if (waitMs > 1) await sleep(waitMs, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    count += 1;
    onRead?.(event);
    yield event;
  }
}

const recordsPerRequest = (eventsPerSecond = Number.POSITIVE_INFINITY): number =>
  Math.max(1, Math.min(MAX_RECORDS_PER_REQUEST, Math.floor(eventsPerSecond / REQUESTS_PER_SECOND_AT_RATE)));

/** The record of an event, with its place in its file, and among all events read, from 0. */
export interface EventRecord extends StreamRecord {
  readonly kind: EventKind;
  readonly path: string;
  readonly row: number;
  readonly position: number;
}

/** Turns events into records, and knows which of them are not acknowledged yet. */
const trackAcknowledged = () => {
  let read = 0;
  /** In the order in which they were read. */
  const waiting = new Set<number>();
  return {
    async *records(events: AsyncIterable<TripEvent>): AsyncGenerator<EventRecord> {
      for await (const event of events) {
        const { file, row } = event;
        const place = { kind: file.kind, path: file.path, row, position: read };
        const record = { ...streamRecord(event), ...place };
        waiting.add(read);
        read += 1;
        yield record;
      }
    },
    acknowledge: (records: readonly EventRecord[]): void => {
      for (const { position } of records) waiting.delete(position);
    },
    /** How many events from the first one on have all been acknowledged. */
    prefix: (): number => waiting.values().next().value ?? read,
  };
};

/** Sends the selected events to their streams; a failure is part of the outcome, because what was sent stays sent. */
export const produceEvents = async (plan: ProducePlan, ports: ProducePorts): Promise<ProduceOutcome> => {
  const { kinesis, streamNames, onSent, onTaken } = ports;
  const startedAt = performance.now();
  const tracked = trackAcknowledged();
  const sent: Record<EventKind, number> = { start: 0, end: 0 };
  let retried = 0;
  let failure: { error: unknown } | undefined;
  try {
    const records = tracked.records(paced(selectEvents(plan), plan, ports));
    const batches = putRequests(records, ({ kind }) => kind, recordsPerRequest(plan.eventsPerSecond));
    await forEachConcurrently(batches, REQUESTS_IN_FLIGHT, async (batch) => {
      const { kind = 'start' } = batch[0] ?? {};
      await putRecords(kinesis, streamNames[kind], batch, {
        onAcknowledged: (records, places) => {
          sent[kind] += records.length;
          onSent?.(sent.start + sent.end);
          onTaken?.(records, places);
        },
        onRetry: (count) => {
          retried += count;
        },
      });
      tracked.acknowledge(batch);
    });
  } catch (error) {
    failure = { error };
  }
  return {
    sent: { starts: sent.start, ends: sent.end },
    retried,
    seconds: Math.round(performance.now() - startedAt) / 1000,
    acknowledgedPrefix: tracked.prefix(),
    ...(failure === undefined ? {} : { failure }),
  };
};

export interface ProduceToStack {
  readonly target: AwsTarget;
  readonly outputs: StackOutputs;
  readonly stop: AbortSignal;
  /** No progress on stderr. */
  readonly silent: boolean;
  readonly onRead?: (event: TripEvent) => void;
  readonly onTaken?: ProducePorts['onTaken'];
}

const eventsToSend = ({ eventsInFiles, skip, limit }: ProducePlan): number | undefined =>
  eventsInFiles === undefined
    ? limit
    : Math.min(Math.max(0, eventsInFiles - skip), limit ?? Number.POSITIVE_INFINITY);

/** Sends events to the streams of a deployed stack and shows the progress. */
export const produceToStack = async (
  plan: ProducePlan,
  { target, outputs, stop, silent, onRead, onTaken }: ProduceToStack,
): Promise<ProduceOutcome> => {
  const kinesis = connectStreams(target);
  const progress = { label: 'Sending', unit: 'events', total: eventsToSend(plan), silent };
  try {
    return await withProgress(progress, ({ update }) =>
      produceEvents(plan, {
        kinesis,
        streamNames: { start: outputs.startStreamName, end: outputs.endStreamName },
        stop,
        onSent: update,
        onTaken,
        ...(onRead === undefined ? {} : { onRead }),
      }),
    );
  } finally {
    kinesis.destroy();
  }
};
