import { isUtf8 } from 'node:buffer';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import {
  type QuarantinedRecord,
  type QuarantineMessage,
  type RefusedRecord,
  readQuarantineMessage,
  streamNameOf,
} from '../../functions/contracts/quarantine-message.ts';
import { clientConfiguration } from '../stack/aws-access.ts';
import { jsonOf } from '../stack/json-field.ts';
import { readStackOutputs, type StackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { InterruptedError } from '../terminal/command-error.ts';
import { counted, printable } from '../terminal/text.ts';
import { type HeldMessage, type ScannedQueue, type ScanPorts, scanQueue } from './scan-queue.ts';

const SECONDS_PER_MESSAGE = 0.05;

/** The quarantine of a deployed stack. */
export interface Quarantine {
  readonly target: StackTarget;
  readonly outputs: StackOutputs;
  /** Where payloads are that are too large for a message. */
  readonly s3: S3Client;
}

/** Connects to the quarantine of a stack. @throws as `readStackOutputs` */
export const openQuarantine = async (target: StackTarget): Promise<Quarantine> => ({
  target,
  outputs: await readStackOutputs(target),
  s3: new S3Client({ ...clientConfiguration(target), forcePathStyle: target.endpoint !== undefined }),
});

/** A message of the queue, and what it says if it is about a refused record. */
export interface QuarantinedMessage {
  readonly held: HeldMessage;
  readonly message: QuarantineMessage | undefined;
}

export interface QuarantineScan {
  readonly max?: number | undefined;
  /** What is done, for the progress. */
  readonly label: string;
  readonly silent: boolean;
  /** What to say after an interruption. */
  readonly interrupted: () => string;
}

/**
 * Runs `work` on the messages of the quarantine, in batches; see `scanQueue`.
 *
 * @throws {InterruptedError} when Ctrl-C ended it; the messages stay
 */
export const scanQuarantine = async (
  { target, outputs }: Quarantine,
  { interrupted, ...scan }: QuarantineScan,
  work: (messages: readonly QuarantinedMessage[], ports: ScanPorts) => Promise<void>,
): Promise<ScannedQueue> => {
  const queue = { queueUrl: outputs.quarantineQueueUrl, secondsPerMessage: SECONDS_PER_MESSAGE };
  const scanned = await scanQueue(target, { ...queue, ...scan }, (batch, ports) =>
    work(
      batch.map((held) => ({ held, message: readQuarantineMessage(jsonOf(held.body)) })),
      ports,
    ),
  );
  if (scanned.isInterrupted) throw new InterruptedError(`interrupted: ${interrupted()}`);
  return scanned;
};

/** Names a record among all records of all streams: `<stream> <shard>:<sequence number>`. */
export const positionOf = ({ stream_arn, shard_id, sequence_number }: RefusedRecord): string =>
  `${streamNameOf(stream_arn)} ${shard_id}:${sequence_number}`;

/** Adds the payload from S3 to a message that does not hold it; undefined when it is no longer there. */
const withPayload = async (
  message: QuarantineMessage,
  s3: S3Client,
): Promise<QuarantinedRecord | undefined> => {
  if ('payload' in message) return message;
  const { payload_location, ...record } = message;
  const { bucket, key } = payload_location;
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const payload_encoding = isUtf8(bytes) ? 'utf8' : 'base64';
    return { ...record, payload: bytes.toString(payload_encoding), payload_encoding };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

/** The records of a batch with their payloads; `onUnreadable` hears why one has none. */
export const readRecords = async (
  { s3 }: Quarantine,
  messages: readonly QuarantinedMessage[],
  onUnreadable: (reason: string) => void,
): Promise<readonly QuarantinedRecord[]> => {
  const records: QuarantinedRecord[] = [];
  for (const { held, message } of messages) {
    if (message === undefined) {
      onUnreadable(`message ${held.id} is not about a refused record: ${printable(held.body, 100)}`);
      continue;
    }
    const record = await withPayload(message, s3);
    if (record !== undefined) records.push(record);
    else if ('payload_location' in message) {
      const { bucket, key } = message.payload_location;
      onUnreadable(`message ${held.id}: its payload is not at s3://${bucket}/${printable(key, 1024)}`);
    }
  }
  return records;
};

/** A note about messages that the scan could not receive; empty when there were none. */
export const hiddenNote = ({ hidden }: Pick<ScannedQueue, 'hidden'>): string =>
  hidden === 0
    ? ''
    : `About ${counted(hidden, 'more message')} ${hidden === 1 ? 'is' : 'are'} held by another reader, or by a command that was killed: try later.\n`;
