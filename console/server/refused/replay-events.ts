import { putRequests } from '../../../producer/produce/event-batches.ts';
import { connectStreams, putRecords, RecordsRefused } from '../../../producer/produce/put-records.ts';
import {
  positionOf,
  type Quarantine,
  type QuarantinedMessage,
  readRecords,
  scanQuarantine,
} from '../../../producer/repair/quarantine-scan.ts';
import type { Replacement } from '../../../producer/repair/replay-repaired.ts';
import type { ScanPorts } from '../../../producer/repair/scan-queue.ts';
import { counted, localTime } from '../../../producer/terminal/text.ts';
import type { Repair, Replayed, ReplayFate } from '../../api/refused.ts';
import { sentenceOf } from '../aws/error-sentence.ts';
import type { QuarantineReading } from './quarantine-reading.ts';
import type { Tell } from './queue-desk.ts';
import { replacementFor } from './repaired-event.ts';

/** The events sent from this console, by position, so that none is sent twice. */
export type SentEvents = Map<
  string,
  { readonly tripId: string /** ISO 8601 UTC. */; readonly sentAt: string }
>;

interface Result {
  readonly fate: ReplayFate;
  readonly says: string;
}

/** One replay of repaired events. It holds each message while it sends the event: no other console can send it too. */
class Replay {
  readonly results = new Map<string, Result>();
  readonly #quarantine: Quarantine;
  readonly #edits: ReadonlyMap<string, Repair['edits']>;
  readonly #sent: SentEvents;
  readonly #kinesis: ReturnType<typeof connectStreams>;
  /** Ids of these events' messages in the reading. Once all are found, the scan may end. */
  readonly #expected: Set<string>;

  constructor(
    quarantine: Quarantine,
    repairs: readonly Repair[],
    { sent, reading }: { readonly sent: SentEvents; readonly reading: QuarantineReading },
  ) {
    this.#quarantine = quarantine;
    this.#edits = new Map(repairs.map(({ position, edits }) => [position, edits]));
    this.#sent = sent;
    this.#kinesis = connectStreams(quarantine.target);
    const messages = repairs.map(({ position }) => reading.events.get(position)?.messages ?? []);
    this.#expected = new Set(messages.flat().map(({ held }) => held.id));
    if (messages.some(({ length }) => length === 0)) this.#expected.add('one that was not read');
  }

  /** Sends the events it finds and deletes their messages. Returns about how many messages others held. */
  async run(tell: Tell): Promise<number> {
    const scan = { label: 'Replaying', silent: true, interrupted: () => 'the console was stopped' };
    try {
      const { hidden } = await scanQuarantine(this.#quarantine, scan, async (batch, ports) => {
        await this.#replay(batch, ports);
        tell(this.results.size, this.#edits.size);
      });
      return hidden;
    } finally {
      this.#kinesis.destroy();
    }
  }

  async #replay(batch: readonly QuarantinedMessage[], { remove, enough }: ScanPorts): Promise<void> {
    const found = batch.flatMap((read) => {
      const position = read.message === undefined ? undefined : positionOf(read.message);
      return position !== undefined && this.#edits.has(position) ? [{ ...read, position }] : [];
    });
    const toSend: Replacement[] = [];
    for (const { position, ...read } of found) {
      if (this.#sent.has(position) || toSend.some((one) => one.position === position)) continue;
      const replacement = await this.#replacement(read, position);
      if (replacement !== undefined) toSend.push(replacement);
    }
    const failure = await this.#send(toSend);
    const done = found.filter(({ position }) => this.#sent.has(position));
    await remove(done.map(({ held }) => held));
    for (const { position } of done)
      this.results.set(position, {
        fate: 'replayed',
        says: 'It was sent again and has left the quarantine.',
      });
    for (const { held } of found) this.#expected.delete(held.id);
    if (failure !== undefined) throw failure.error;
    if (this.#expected.size === 0) enough();
  }

  /** Notes which events are in their stream, even after a failure. */
  async #send(replacements: readonly Replacement[]): Promise<{ readonly error: unknown } | undefined> {
    let failure: { readonly error: unknown } | undefined;
    for await (const request of putRequests(replacements, ({ streamName }) => streamName)) {
      try {
        await putRecords(this.#kinesis, request[0]?.streamName ?? '', request);
        this.#note(request);
      } catch (error) {
        failure = { error };
        if (error instanceof RecordsRefused)
          this.#note(request.filter((one) => !error.refused.includes(one)));
      }
    }
    return failure;
  }

  #note(sent: readonly Replacement[]): void {
    const sentAt = new Date().toISOString();
    for (const { position, PartitionKey: tripId } of sent) this.#sent.set(position, { tripId, sentAt });
  }

  /** What to send in place of the message's event; undefined if it would be refused again. */
  async #replacement(read: QuarantinedMessage, position: string): Promise<Replacement | undefined> {
    const refuse = (why: string): undefined => {
      this.results.set(position, { fate: 'refused', says: `It stays: ${why}.` });
    };
    const unreadable: string[] = [];
    const [record] = await readRecords(this.#quarantine, [read], (reason) => unreadable.push(reason));
    if (record === undefined) return refuse(unreadable.join('; '));
    const edits = this.#edits.get(position) ?? {};
    const replacement = replacementFor(record, edits, this.#quarantine.outputs);
    return 'Data' in replacement
      ? replacement
      : refuse(`it would be refused again: ${replacement.join('; ')}`);
  }
}

const missing = (position: string, sent: SentEvents, hidden: number, timeZone: string): Result => {
  const before = sent.get(position);
  if (before !== undefined)
    return {
      fate: 'gone',
      says: `It was already replayed from this console at ${localTime(before.sentAt, timeZone, false)}; it was not sent again.`,
    };
  if (hidden > 0)
    return {
      fate: 'held',
      says: `It was not found, and about ${counted(hidden, 'message')} of the quarantine ${hidden === 1 ? 'is' : 'are'} held by another reader: try again in a minute. Nothing was sent.`,
    };
  return {
    fate: 'gone',
    says: 'It is no longer in the quarantine: someone else has replayed or deleted it. Nothing was sent.',
  };
};

/** Sends repaired events and deletes their messages. If an event fails, its result says why. */
export const replayEvents = async (
  quarantine: Quarantine,
  repairs: readonly Repair[],
  known: { readonly sent: SentEvents; readonly reading: QuarantineReading },
  tell: Tell,
): Promise<readonly Replayed[]> => {
  const { sent, reading } = known;
  const { businessTimeZone } = quarantine.outputs;
  const replay = new Replay(quarantine, repairs, known);
  let rest: (position: string) => Result;
  try {
    const hidden = await replay.run(tell);
    rest = (position) => missing(position, sent, hidden, businessTimeZone);
  } catch (error) {
    const why = sentenceOf(error, quarantine.target);
    rest = (position) => ({
      fate: 'failed',
      says: sent.has(position)
        ? `It was sent, but its message is still there; replay it once more, which only deletes the message. ${why}`
        : `It was not sent. ${why}`,
    });
  }
  return repairs.map(({ position }) => ({
    position,
    tripId: reading.events.get(position)?.event.tripId ?? sent.get(position)?.tripId ?? position,
    ...(replay.results.get(position) ?? rest(position)),
  }));
};
