import { type QuarantinedRecord, streamNameOf } from '../../../functions/contracts/quarantine-message.ts';
import {
  positionOf,
  type Quarantine,
  type QuarantinedMessage,
  readRecords,
  scanQuarantine,
} from '../../../producer/repair/quarantine-scan.ts';
import { kindOfReason, QuarantineSummary } from '../../../producer/repair/quarantine-summary.ts';
import { BadRequest } from '../../api/fields.ts';
import type { RefusedEvent, RefusedList } from '../../api/refused.ts';
import type { Tell } from './queue-desk.ts';
import { refusalOf } from './repaired-event.ts';

/** How much one reading reads and keeps in memory. */
const MOST_MESSAGES = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;
const KEPT_CHARACTERS = 200;

/** A refused event that was read. */
export interface ReadEvent {
  readonly event: RefusedEvent;
  /** More than one if the queue has the event more than once. */
  readonly messages: readonly QuarantinedMessage[];
}

/** What was read from the quarantine, by position. */
export interface QuarantineReading {
  readonly readAt: string;
  readonly events: ReadonlyMap<string, ReadEvent>;
  readonly unreadable: readonly string[];
  readonly hidden: number;
  readonly isCut: boolean;
}

/** Drops the body of a message that could be parsed; otherwise keeps the beginning of it. */
const withoutBody = ({ held, message }: QuarantinedMessage): QuarantinedMessage => ({
  held: { id: held.id, body: message === undefined ? held.body.slice(0, KEPT_CHARACTERS) : '' },
  message,
});

/** Whether the event would now be taken unchanged. Payloads stored elsewhere are not fetched to find out. */
const isTakenNow = ({ message }: QuarantinedMessage, { outputs }: Quarantine): boolean =>
  message !== undefined && 'payload' in message && refusalOf(message, {}, outputs).length === 0;

const eventOf = (read: QuarantinedMessage, quarantine: Quarantine): RefusedEvent | undefined => {
  const { message } = read;
  if (message === undefined) return undefined;
  const { stream_arn, partition_key, arrived_at, reasons } = message;
  return {
    position: positionOf(message),
    stream: streamNameOf(stream_arn) ?? stream_arn,
    half: streamNameOf(stream_arn) === quarantine.outputs.startStreamName ? 'trip start' : 'trip end',
    tripId: partition_key,
    arrivedAt: arrived_at,
    reasons,
    kind: kindOfReason(reasons[0] ?? 'no reason is given'),
    isTakenNow: isTakenNow(read, quarantine),
  };
};

const eventsOf = (
  messages: readonly QuarantinedMessage[],
  quarantine: Quarantine,
): ReadonlyMap<string, ReadEvent> => {
  const events = new Map<string, ReadEvent>();
  for (const read of messages) {
    const event = eventOf(read, quarantine);
    if (event === undefined) continue;
    const before = events.get(event.position);
    events.set(event.position, {
      event: before?.event ?? event,
      messages: [...(before?.messages ?? []), read],
    });
  }
  return events;
};

/** Reads the quarantine's messages up to a limit, and leaves them there. */
export const readQuarantine = async (quarantine: Quarantine, tell: Tell): Promise<QuarantineReading> => {
  const messages: QuarantinedMessage[] = [];
  let bytes = 0;
  let isCut = false;
  const scan = { label: 'Reading', silent: true, interrupted: () => 'nothing was changed' };
  const { hidden } = await scanQuarantine(quarantine, scan, async (batch, { enough }) => {
    messages.push(...batch.map(withoutBody));
    bytes += batch.reduce((sum, { held }) => sum + held.body.length, 0);
    tell(messages.length);
    isCut = messages.length >= MOST_MESSAGES || bytes >= MOST_BYTES;
    if (isCut) enough();
  });
  const unreadable: string[] = [];
  const strange = messages.filter(({ message }) => message === undefined);
  await readRecords(quarantine, strange, (reason) => unreadable.push(reason));
  const readAt = new Date().toISOString();
  return { readAt, events: eventsOf(messages, quarantine), unreadable, hidden, isCut };
};

/** A reading without the events at these positions. */
export const without = (reading: QuarantineReading, positions: ReadonlySet<string>): QuarantineReading => ({
  ...reading,
  events: new Map([...reading.events].filter(([position]) => !positions.has(position))),
});

/** A reading as a page shows it. */
export const refusedListOf = (
  { events, readAt, unreadable, hidden, isCut }: QuarantineReading,
  queueUrl: string,
): RefusedList => {
  const summary = new QuarantineSummary();
  for (const { messages } of events.values())
    for (const message of messages.slice(0, 1)) summary.add(message);
  const { reasons, streams } = summary.report(hidden);
  return {
    queueUrl,
    readAt,
    events: [...events.values()]
      .map(({ event }) => event)
      .toSorted((one, other) => (one.arrivedAt < other.arrivedAt ? -1 : 1)),
    messages: [...events.values()].reduce((sum, { messages }) => sum + messages.length, unreadable.length),
    kinds: reasons.map(({ reason, count }) => ({ name: reason, count })),
    streams: streams.map(({ stream, count }) => ({ name: stream, count })),
    unreadable,
    hidden,
    isCut,
  };
};

/** The event at a position with its payload, wherever that is stored. @throws {BadRequest} if it cannot be shown */
export const recordAt = async (
  { events }: QuarantineReading,
  position: string,
  quarantine: Quarantine,
): Promise<QuarantinedRecord> => {
  const [message] = events.get(position)?.messages ?? [];
  if (message === undefined)
    throw new BadRequest(
      'This event is not among those that were read: it was replayed, or the quarantine must be read again.',
    );
  let why = '';
  const [record] = await readRecords(quarantine, [message], (reason) => {
    why = reason;
  });
  if (record === undefined) throw new BadRequest(`The payload cannot be shown: ${why}.`);
  return record;
};
