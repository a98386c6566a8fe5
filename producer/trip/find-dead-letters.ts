import type { KinesisClient } from '@aws-sdk/client-kinesis';
import {
  connectReader,
  type DeadLetter,
  isNotThere,
  parseDeadLetter,
  readRange,
  reasonOf,
} from '../repair/dead-letter.ts';
import type { Quarantine } from '../repair/quarantine-scan.ts';
import { scanQueue } from '../repair/scan-queue.ts';
import { jsonOf, textOf } from '../stack/json-field.ts';
import { InterruptedError } from '../terminal/command-error.ts';
import { isAboutTrip, type QueueSearch, type WaitingHalf } from './waiting-half.ts';

const SECONDS_PER_MESSAGE = 0.5;

const waitingHalf = (letter: DeadLetter, found: Partial<WaitingHalf>): WaitingHalf => ({
  waits_in: 'dead letters',
  stream: letter.streamName,
  shard_id: letter.shardId,
  sequence_number: letter.startSequenceNumber,
  arrived_at: letter.arrivedAt,
  reasons: [reasonOf(letter)],
  payload: null,
  ...found,
});

/**
 * The record of a dead letter that the function wrote, if it is about the trip. Such a letter has the record's payload,
 * or says where it is. Undefined for a letter that a pipe wrote, which does neither.
 */
const inMessage = (
  body: string,
  deadLetter: DeadLetter,
  tripId: string,
): readonly WaitingHalf[] | undefined => {
  const message = jsonOf(body);
  const partitionKey = textOf(message, 'partition_key');
  if (partitionKey === undefined) return undefined;
  const payload = textOf(message, 'payload');
  const encoding = textOf(message, 'payload_encoding') === 'base64' ? 'base64' : 'utf8';
  if (!isAboutTrip(tripId, partitionKey, Buffer.from(payload ?? '', encoding))) return [];
  return [waitingHalf(deadLetter, { payload: payload ?? null })];
};

/** The records of a trip among those that a dead letter names; undefined if some have left their stream. */
const inStream = async (
  kinesis: KinesisClient,
  deadLetter: DeadLetter,
  tripId: string,
): Promise<readonly WaitingHalf[] | undefined> => {
  const waiting: WaitingHalf[] = [];
  let first: string | undefined;
  try {
    for await (const page of readRange(kinesis, deadLetter)) {
      first ??= page[0]?.sequenceNumber;
      for (const { sequenceNumber, partitionKey, data, arrivedAt } of page) {
        if (!isAboutTrip(tripId, partitionKey, data)) continue;
        const payload = Buffer.from(data).toString('utf8');
        waiting.push(
          waitingHalf(deadLetter, { sequence_number: sequenceNumber, arrived_at: arrivedAt, payload }),
        );
      }
    }
  } catch (error) {
    if (!isNotThere(error)) throw error;
    return undefined;
  }
  return first === deadLetter.startSequenceNumber ? waiting : undefined;
};

/** Searches the dead letters; every message stays. @throws {InterruptedError} if Ctrl-C ended it */
export const findDeadLetters = async (
  { target, outputs }: Quarantine,
  tripId: string,
  { silent }: { readonly silent: boolean },
): Promise<QueueSearch> => {
  const waiting: WaitingHalf[] = [];
  let unreadable = 0;
  const kinesis = connectReader(target);
  const queue = { queueUrl: outputs.deadLetterQueueUrl, secondsPerMessage: SECONDS_PER_MESSAGE };
  const scan = { ...queue, label: 'Searching the dead letters', silent };
  const { hidden, isInterrupted } = await scanQueue(target, scan, async (messages) => {
    for (const { body } of messages) {
      const deadLetter = parseDeadLetter(body);
      const found =
        deadLetter && (inMessage(body, deadLetter, tripId) ?? (await inStream(kinesis, deadLetter, tripId)));
      if (found === undefined) unreadable += 1;
      else waiting.push(...found);
    }
  });
  if (isInterrupted) throw new InterruptedError('interrupted: nothing was changed');
  return { waiting, unreadable, hidden };
};
