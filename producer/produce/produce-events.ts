import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { AwsTarget } from '../stack/aws-access.ts';
import { forEachConcurrently } from '../stack/concurrent.ts';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import { withProgress } from '../terminal/progress.ts';
import { MAX_RECORDS_PER_REQUEST, putRequests, type StreamRecord, streamRecord } from './event-batches.ts';
import { EventPace } from './event-pace.ts';
import { type EventPart, type EventSelection, type PlacedEvent, selectEvents } from './event-source.ts';
import { connectStreams, putRecords, type StreamPlace } from './put-records.ts';
import type { TripEvent } from './read-trip-csv.ts';
import type { EventKind } from './trip-files.ts';

const REQUESTS_IN_FLIGHT = 4;
/** At a given rate a request holds a fifth of a second's events, so that they arrive evenly. */
const REQUESTS_PER_SECOND_AT_RATE = 5;

export interface ProducePlan extends EventSelection {
  readonly eventsPerSecond?: number | undefined;
  /** How many events the files hold in total, if known. */
  readonly eventsInFiles?: number | undefined;
}

export interface ProducePorts {
  /** A client that does not retry on its own. */
  readonly kinesis: KinesisClient;
  readonly streamNames: Readonly<Record<EventKind, string>>;
  /** When aborted, no more events are read; those already read are still sent. */
  readonly stop: AbortSignal;
  /** When aborted, records that the streams have refused are given up on. @default each is tried ten times */
  readonly giveUp?: AbortSignal;
  readonly onRead?: ((event: TripEvent) => void) | undefined;
  /** These events are in their streams now; `count` is the total so far. */
  readonly onSent?: (count: number, events: readonly TripEvent[]) => void;
  /** Called with each acknowledged record and its place. */
  readonly onTaken?: ((records: readonly EventRecord[], places: readonly StreamPlace[]) => void) | undefined;
  /** `count` events are about to be sent again. */
  readonly onRetry?: (count: number, reason: string) => void;
}

export interface ProduceOutcome {
  readonly sent: { readonly starts: number; readonly ends: number };
  /** Records sent again because a stream refused them. */
  readonly retried: number;
  readonly seconds: number;
  /** How many events at the start of the selection have been acknowledged without a gap. */
  readonly acknowledgedPrefix: number;
  /** What is left to send. Sending it later completes the selection, with each event sent once. */
  readonly rest: Required<Pick<EventPart, 'skip' | 'except'>>;
  /** Why it ended early, unless it was told to stop. */
  readonly failure: { readonly error: unknown } | undefined;
}

async function* paced(
  events: AsyncIterable<PlacedEvent>,
  pace: EventPace,
  { stop, onRead }: ProducePorts,
): AsyncGenerator<PlacedEvent> {
  for await (const event of events) {
    await pace.turn(stop);
    if (stop.aborted) return;
    onRead?.(event);
    yield event;
  }
}

const recordsPerRequest = ({ eventsPerSecond = Number.POSITIVE_INFINITY }: EventPace): number =>
  Math.max(1, Math.min(MAX_RECORDS_PER_REQUEST, Math.floor(eventsPerSecond / REQUESTS_PER_SECOND_AT_RATE)));

export interface EventRecord extends StreamRecord {
  readonly event: PlacedEvent;
}

/** Turns events into records, and keeps track of those that are not acknowledged yet. */
const trackAcknowledged = ({ skip, except = new Set() }: EventPart) => {
  /** The place after the last event that was read. */
  let end = skip;
  /** In the order in which they were read. */
  const waiting = new Set<number>();
  const firstLeft = (): number => waiting.values().next().value ?? end;
  return {
    async *records(events: AsyncIterable<PlacedEvent>): AsyncGenerator<EventRecord> {
      for await (const event of events) {
        const record = { ...streamRecord(event), event };
        waiting.add(event.position);
        end = event.position + 1;
        yield record;
      }
    },
    acknowledge: (records: readonly EventRecord[]): void => {
      for (const { event } of records) waiting.delete(event.position);
    },
    /** How many events at the start have been acknowledged without a gap. */
    prefix: (): number => firstLeft() - skip,
    rest: (): ProduceOutcome['rest'] => {
      let first = firstLeft();
      const beyond = Array.from({ length: end - first }, (_, index) => first + index).filter(
        (position) => !waiting.has(position),
      );
      const sent = new Set([...beyond, ...[...except].filter((position) => position >= end)]);
      while (sent.delete(first)) first += 1;
      return { skip: first, except: sent };
    },
  };
};

/** Sends events to their streams; a failure is part of the outcome, because what was sent stays sent. */
export const sendEvents = async (
  events: AsyncIterable<PlacedEvent>,
  { part, pace }: { readonly part: EventPart; readonly pace: EventPace },
  ports: ProducePorts,
): Promise<ProduceOutcome> => {
  const { kinesis, streamNames, giveUp, onSent, onTaken, onRetry } = ports;
  const startedAt = performance.now();
  const tracked = trackAcknowledged(part);
  const sent: Record<EventKind, number> = { start: 0, end: 0 };
  let retried = 0;
  let failure: { error: unknown } | undefined;
  const onAcknowledged = (records: readonly EventRecord[], places: readonly StreamPlace[]): void => {
    tracked.acknowledge(records);
    for (const { event } of records) sent[event.file.kind] += 1;
    const sentNow = records.map(({ event }) => event);
    onSent?.(sent.start + sent.end, sentNow);
    onTaken?.(records, places);
  };
  try {
    const records = tracked.records(paced(events, pace, ports));
    const batches = putRequests(
      records,
      ({ event }) => event.file.kind,
      () => recordsPerRequest(pace),
    );
    await forEachConcurrently(batches, REQUESTS_IN_FLIGHT, async (batch) => {
      const { kind = 'start' } = batch[0]?.event.file ?? {};
      await putRecords(kinesis, streamNames[kind], batch, {
        ...{ onAcknowledged, giveUp },
        onRetry: (count, reason) => {
          retried += count;
          onRetry?.(count, reason);
        },
      });
    });
  } catch (error) {
    failure = { error };
  }
  return {
    sent: { starts: sent.start, ends: sent.end },
    retried,
    seconds: Math.round(performance.now() - startedAt) / 1000,
    acknowledgedPrefix: tracked.prefix(),
    rest: tracked.rest(),
    failure,
  };
};

export const produceEvents = (plan: ProducePlan, ports: ProducePorts): Promise<ProduceOutcome> =>
  sendEvents(selectEvents(plan), { part: plan, pace: new EventPace(plan.eventsPerSecond) }, ports);

export interface ProduceToStack extends Pick<ProducePorts, 'stop' | 'onRead' | 'onTaken'> {
  readonly target: AwsTarget;
  readonly outputs: StackOutputs;
  /** No progress on stderr. */
  readonly silent: boolean;
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
        onSent: (count) => update(count),
        onTaken,
        onRead,
      }),
    );
  } finally {
    kinesis.destroy();
  }
};
