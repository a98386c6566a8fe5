import { createHash } from 'node:crypto';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { MAX_RECORD_BYTES, putRequests, type StreamRecord, sizeOf } from '../produce/event-batches.ts';
import { putRecords, type StreamPlace } from '../produce/put-records.ts';
import { textOf } from '../stack/json-field.ts';
import { oneLine } from '../terminal/command-error.ts';
import { type DeadLetter, type FoundRecord, isNotThere, parseDeadLetter, readRange } from './dead-letter.ts';
import { payloadFields, redriveAttempts, redrivenRecord } from './redrive-marker.ts';
import type { HeldMessage } from './scan-queue.ts';

/**
 * Why a record was not sent again: it has been sent often enough, this run sent it and it has failed since, or with its
 * marker it is too large for a stream.
 */
export type NotSent = 'given-up' | 'failed-again' | 'too-large';

/** A record that a dead letter names, without its payload. */
export interface RedrivenRecord {
  readonly sequenceNumber: string;
  readonly arrivedAt: string;
  /** Undefined if none can be read from the payload. */
  readonly tripId: string | undefined;
  /** How often it had been redriven before. */
  readonly attempts: number;
  readonly notSent: NotSent | undefined;
}

/**
 * What became of a dead letter. Only a `handed-over` one may be deleted: every record that it names is in the stream
 * again (or would be, without --dry-run).
 */
export interface RedrivenMessage {
  readonly messageId: string;
  readonly fate: 'handed-over' | 'expired' | 'unreadable' | NotSent;
  readonly reason?: string;
  readonly deadLetter: DeadLetter | undefined;
  readonly records: readonly RedrivenRecord[];
}

export interface RedrivePorts {
  /** For writing, a client that does not retry on its own; for reading, one that does. */
  readonly writer: KinesisClient;
  readonly reader: KinesisClient;
  /** The streams of the stack; nothing is sent to any other. */
  readonly streamNames: readonly string[];
  readonly dryRun: boolean;
  /** A record that has been redriven this often stays where it is. */
  readonly maxAttempts: number;
  /** Called with each acknowledged record and its place. */
  readonly onTaken?: (
    streamName: string,
    records: readonly StreamRecord[],
    places: readonly StreamPlace[],
  ) => void;
  /** Digests of what this run has sent, so that it does not use up a record's attempts by redriving it again. */
  readonly sent: Set<string>;
}

const digestOf = ({ Data, PartitionKey }: StreamRecord): string =>
  createHash('sha256').update(PartitionKey).update('\0').update(Data).digest('base64');

const whyNot = (record: FoundRecord, { maxAttempts, sent }: RedrivePorts): NotSent | undefined => {
  if (sent.has(digestOf({ Data: record.data, PartitionKey: record.partitionKey }))) return 'failed-again';
  if (redriveAttempts(record) >= maxAttempts) return 'given-up';
  return sizeOf(redrivenRecord(record)) > MAX_RECORD_BYTES ? 'too-large' : undefined;
};

const examine = (record: FoundRecord, ports: RedrivePorts): RedrivenRecord => ({
  sequenceNumber: record.sequenceNumber,
  arrivedAt: record.arrivedAt,
  tripId: textOf(payloadFields(record.data), 'trip_id'),
  attempts: redriveAttempts(record),
  notSent: whyNot(record, ports),
});

const fateOf = (
  { startSequenceNumber, endSequenceNumber }: DeadLetter,
  records: readonly RedrivenRecord[],
): RedrivenMessage['fate'] => {
  const areAllThere =
    records.at(0)?.sequenceNumber === startSequenceNumber &&
    records.at(-1)?.sequenceNumber === endSequenceNumber;
  if (!areAllThere) return 'expired';
  return records.find(({ notSent }) => notSent !== undefined)?.notSent ?? 'handed-over';
};

/** Resends those records of a dead letter that are still in the stream, and returns all that it found. */
const sendAgain = async (deadLetter: DeadLetter, ports: RedrivePorts): Promise<RedrivenRecord[]> => {
  const { writer, reader, dryRun, sent, onTaken } = ports;
  const { streamName } = deadLetter;
  const examined: RedrivenRecord[] = [];
  for await (const page of readRange(reader, deadLetter)) {
    const found = page.map((record) => ({ record, ...examine(record, ports) }));
    const toSend = found.filter(({ notSent }) => notSent === undefined && !dryRun);
    const marked = toSend.map(({ record }) => redrivenRecord(record));
    for (const record of marked) sent.add(digestOf(record));
    for await (const request of putRequests(marked)) {
      await putRecords(writer, streamName, request, {
        onAcknowledged: (records, places) => onTaken?.(streamName, records, places),
      });
    }
    examined.push(...found.map(({ record: _, ...rest }) => rest));
  }
  return examined;
};

/**
 * Reads the records that a dead-letter message names from their stream, and sends them to it again.
 *
 * @throws the SDK's errors and {@link CommandError} when the stream cannot be read or written; the message has to stay
 */
export const redriveMessage = async (
  { id: messageId, body }: HeldMessage,
  ports: RedrivePorts,
): Promise<RedrivenMessage> => {
  const deadLetter = parseDeadLetter(body);
  const unreadable = (reason: string): RedrivenMessage => ({
    messageId,
    fate: 'unreadable',
    reason,
    deadLetter,
    records: [],
  });
  if (deadLetter === undefined)
    return unreadable('it is not a message from a pipe about the records of a stream');
  const { streamName } = deadLetter;
  if (!ports.streamNames.includes(streamName)) {
    return unreadable(`it is about the stream ${streamName}, which is not this stack's`);
  }
  try {
    const records = await sendAgain(deadLetter, ports);
    return { messageId, fate: fateOf(deadLetter, records), deadLetter, records };
  } catch (error) {
    if (!isNotThere(error)) throw error;
    return unreadable(oneLine(error));
  }
};
