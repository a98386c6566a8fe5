import { setTimeout as sleep } from 'node:timers/promises';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { forEachConcurrently } from '../stack/concurrent.ts';
import { EventBatcher, MAX_RECORDS_PER_REQUEST } from './event-batches.ts';
import { type EventSelection, selectEvents } from './event-source.ts';
import { putRecords } from './put-records.ts';
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

/** Sends the selected events to their streams; a failure is part of the outcome, because what was sent stays sent. */
export const produceEvents = async (plan: ProducePlan, ports: ProducePorts): Promise<ProduceOutcome> => {
  const { kinesis, streamNames, onSent } = ports;
  const startedAt = performance.now();
  const batcher = new EventBatcher(recordsPerRequest(plan.eventsPerSecond));
  const sent: Record<EventKind, number> = { start: 0, end: 0 };
  let retried = 0;
  let failure: { error: unknown } | undefined;
  try {
    const batches = batcher.batches(paced(selectEvents(plan), plan, ports));
    await forEachConcurrently(batches, REQUESTS_IN_FLIGHT, async (batch) => {
      await putRecords(kinesis, streamNames[batch.kind], batch.records, {
        onAcknowledged: (count) => {
          sent[batch.kind] += count;
          onSent?.(sent.start + sent.end);
        },
        onRetry: (count) => {
          retried += count;
        },
      });
      batcher.acknowledge(batch);
    });
  } catch (error) {
    failure = { error };
  }
  return {
    sent: { starts: sent.start, ends: sent.end },
    retried,
    seconds: Math.round(performance.now() - startedAt) / 1000,
    acknowledgedPrefix: batcher.acknowledgedPrefix,
    ...(failure === undefined ? {} : { failure }),
  };
};
