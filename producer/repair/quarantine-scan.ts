import { isUtf8 } from 'node:buffer';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  PAYLOAD_PREFIX,
  type QuarantinedRecord,
  type QuarantineMessage,
  type RefusedRecord,
  readQuarantineMessage,
  streamNameOf,
} from '../../functions/contracts/quarantine-message.ts';
import { clientConfiguration } from '../stack/aws-access.ts';
import { jsonOf } from '../stack/json-field.ts';
import { readStackOutputs, type StackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError } from '../terminal/command-error.ts';
import { counted, printable } from '../terminal/text.ts';
import {
  type HeldMessage,
  type QueueScan,
  type ScannedQueue,
  type ScanPorts,
  scanQueue,
} from './scan-queue.ts';

const SECONDS_PER_MESSAGE = 0.05;

export const connectQuarantine = (target: StackTarget, outputs: StackOutputs) => ({
  target,
  outputs,
  /** Holds the payloads that are too large for a message. */
  s3: new S3Client({ ...clientConfiguration(target), forcePathStyle: target.endpoint !== undefined }),
});

export type Quarantine = Readonly<ReturnType<typeof connectQuarantine>>;

/** Connects to the quarantine of a stack. @throws as `readStackOutputs` */
export const openQuarantine = async (target: StackTarget): Promise<Quarantine> =>
  connectQuarantine(target, await readStackOutputs(target));

/** A message in the queue, and its content if it is about a refused record. */
export interface QuarantinedMessage {
  readonly held: HeldMessage;
  readonly message: QuarantineMessage | undefined;
}

export interface QuarantineScan extends Pick<QueueScan, 'max' | 'label' | 'silent'> {
  /** What to say after an interruption. @default that nothing was changed */
  readonly interrupted?: () => string;
}

/** As `scanQueue`. @throws {InterruptedError} when Ctrl-C ended it; the messages stay */
export const scanQuarantine = async (
  { target, outputs }: Quarantine,
  { interrupted = () => 'nothing was changed', ...scan }: QuarantineScan,
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

/** Identifies a record among all records of all streams: `<stream> <shard>:<sequence number>`. */
export const positionOf = ({ stream_arn, shard_id, sequence_number }: RefusedRecord): string =>
  `${streamNameOf(stream_arn)} ${shard_id}:${sequence_number}`;

/** The errors that S3 gives for an object that cannot be read, and what they mean. Any other error ends the command. */
const UNREADABLE_OBJECT: Readonly<Record<string, string>> = {
  NoSuchKey: 'is not there',
  AccessDenied: 'may not be read with these credentials (AccessDenied), or is not there',
  InvalidObjectState: 'is in an archive: restore it first',
};

/**
 * Anyone who may send to the queue can write such a message, so it must not decide what these credentials read: only
 * the objects that the functions store for the queue.
 */
const isPayloadPlace = (bucket: string, key: string, { metricsBucketName }: StackOutputs): boolean =>
  bucket === metricsBucketName && key.startsWith(PAYLOAD_PREFIX) && !key.split('/').includes('..');

/**
 * Adds the payload from S3 to a message that does not hold it. Returns the reason, as text, if that is not possible.
 */
const withPayload = async (
  message: QuarantineMessage,
  { s3, outputs }: Quarantine,
): Promise<QuarantinedRecord | string> => {
  if ('payload' in message) return message;
  const { payload_location, ...record } = message;
  const { bucket, key } = payload_location;
  const place = printable(`s3://${bucket}/${key}`, 1_024);
  if (!isPayloadPlace(bucket, key, outputs)) {
    const expected = `s3://${outputs.metricsBucketName}/${PAYLOAD_PREFIX}`;
    return `its payload_location is ${place}, which is not below ${expected} and was not read`;
  }
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const payload_encoding = isUtf8(bytes) ? 'utf8' : 'base64';
    return { ...record, payload: bytes.toString(payload_encoding), payload_encoding };
  } catch (error) {
    const why = Error.isError(error) ? UNREADABLE_OBJECT[error.name] : undefined;
    if (why === undefined) throw error;
    return `its payload at ${place} ${why}`;
  }
};

/** The records of a batch with their payloads. `onUnreadable` gets the reason for each message that has none. */
export const readRecords = async (
  quarantine: Quarantine,
  messages: readonly QuarantinedMessage[],
  onUnreadable: (reason: string) => void,
): Promise<readonly QuarantinedRecord[]> => {
  const records: QuarantinedRecord[] = [];
  for (const { held, message } of messages) {
    if (message === undefined) {
      onUnreadable(`message ${held.id} is not about a refused record: ${printable(held.body, 100)}`);
      continue;
    }
    const record = await withPayload(message, quarantine);
    if (typeof record === 'string') onUnreadable(`message ${held.id}: ${record}`);
    else records.push(record);
  }
  return records;
};

/** @throws {CommandError} with the first reason why messages could not be `done`, such as `shown` */
export const checkAllReadable = (unreadable: readonly string[], done: string): void => {
  const [first] = unreadable;
  if (first === undefined) return;
  const messages = counted(unreadable.length, 'message');
  throw new CommandError(
    `${messages} cannot be ${done} and ${unreadable.length === 1 ? 'stays' : 'stay'} in quarantine; the first: ${first}`,
  );
};

/** A note about messages that the scan could not receive; empty when there were none. */
export const hiddenNote = ({ hidden }: Pick<ScannedQueue, 'hidden'>): string =>
  hidden === 0
    ? ''
    : `About ${counted(hidden, 'more message')} ${hidden === 1 ? 'is' : 'are'} held by another reader, or by a command that was killed: try again later.\n`;
