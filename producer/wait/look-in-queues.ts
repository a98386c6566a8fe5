import { readQuarantineMessage, streamNameOf } from '../../functions/contracts/quarantine-message.ts';
import { parseDeadLetter, reasonOf } from '../repair/dead-letter.ts';
import { scanQueue } from '../repair/scan-queue.ts';
import type { AwsTarget } from '../stack/aws-access.ts';
import { jsonOf } from '../stack/json-field.ts';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import type { SentRecord } from './sent-record.ts';

export interface WaitingRecord {
  readonly record: SentRecord;
  readonly waitsIn: 'quarantine' | 'dead letters';
  readonly reasons: readonly string[];
}

const SECONDS_PER_MESSAGE = 0.05;

interface Wanted {
  readonly streamNames: Readonly<Record<SentRecord['half'], string>>;
  readonly records: readonly SentRecord[];
  /** By the position that identifies a record among all records of all streams. */
  readonly byPosition: ReadonlyMap<string, SentRecord>;
}

const positionIn = (streamName: string | undefined, shardId: string, sequenceNumber: string): string =>
  `${streamName} ${shardId}:${sequenceNumber}`;

const wantedOf = (records: readonly SentRecord[], outputs: StackOutputs): Wanted => {
  const streamNames = { start: outputs.startStreamName, end: outputs.endStreamName };
  const position = ({ half, shardId, sequenceNumber }: SentRecord) =>
    positionIn(streamNames[half], shardId, sequenceNumber);
  const byPosition = new Map(records.map((record) => [position(record), record]));
  return { streamNames, records, byPosition };
};

const inQuarantine = (body: string, { byPosition }: Wanted): readonly WaitingRecord[] => {
  const message = readQuarantineMessage(jsonOf(body));
  if (message === undefined) return [];
  const { stream_arn, shard_id, sequence_number, reasons } = message;
  const record = byPosition.get(positionIn(streamNameOf(stream_arn), shard_id, sequence_number));
  return record === undefined ? [] : [{ record, waitsIn: 'quarantine', reasons }];
};

/** A pipe's dead letter may name a range, which may include records that were delivered: those are in the table. */
const inDeadLetters = (body: string, wanted: Wanted): readonly WaitingRecord[] => {
  const letter = parseDeadLetter(body);
  if (letter === undefined) return [];
  const { streamName, shardId, startSequenceNumber, endSequenceNumber } = letter;
  const reasons = [reasonOf(letter)];
  const [first, last] = [BigInt(startSequenceNumber), BigInt(endSequenceNumber)];
  const isNamed = (record: SentRecord): boolean =>
    wanted.streamNames[record.half] === streamName &&
    record.shardId === shardId &&
    BigInt(record.sequenceNumber) >= first &&
    BigInt(record.sequenceNumber) <= last;
  const one = wanted.byPosition.get(positionIn(streamName, shardId, startSequenceNumber));
  const named =
    first === last ? [one].filter((record) => record !== undefined) : wanted.records.filter(isNamed);
  return named.map((record) => ({ record, waitsIn: 'dead letters', reasons }));
};

/** Which of these events wait in quarantine or in the dead letters, in the given order. Every message stays. */
export const lookInQueues = async (
  target: AwsTarget,
  outputs: StackOutputs,
  records: readonly SentRecord[],
): Promise<readonly WaitingRecord[]> => {
  const wanted = wantedOf(records, outputs);
  const found = new Map<SentRecord, WaitingRecord>();
  const look = async (
    queueUrl: string,
    find: (body: string, wanted: Wanted) => readonly WaitingRecord[],
  ): Promise<void> => {
    const scan = { queueUrl, secondsPerMessage: SECONDS_PER_MESSAGE, label: 'Looking', silent: true };
    await scanQueue(target, scan, async (messages) => {
      for (const { body } of messages)
        for (const waiting of find(body, wanted)) found.set(waiting.record, waiting);
    });
  };
  await look(outputs.quarantineQueueUrl, inQuarantine);
  await look(outputs.deadLetterQueueUrl, inDeadLetters);
  return records.flatMap((record) => found.get(record) ?? []);
};
