import type { S3Client } from '@aws-sdk/client-s3';
import { readStackOutputs, type StackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { InterruptedError } from '../terminal/command-error.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { printable } from '../terminal/printable.ts';
import {
  connectPayloads,
  parseQuarantineMessage,
  type QuarantinedRecord,
  type QuarantineMessage,
  readPayload,
} from './quarantine-message.ts';
import { connectQueues } from './queue-contents.ts';
import { type HeldMessage, type ScannedQueue, type ScanPorts, scanQueue } from './scan-queue.ts';

const SECONDS_PER_MESSAGE = 0.05;

/** The quarantine of a deployed stack. */
export interface Quarantine {
  readonly target: StackTarget;
  readonly outputs: StackOutputs;
  readonly s3: S3Client;
}

/** Connects to the quarantine of a stack. @throws as `readStackOutputs` */
export const openQuarantine = async (target: StackTarget): Promise<Quarantine> => ({
  target,
  outputs: await readStackOutputs(target),
  s3: connectPayloads(target),
});

/** A message of the queue, and what it says where it is one of a refused record. */
export interface QuarantinedMessage {
  readonly held: HeldMessage;
  readonly message: QuarantineMessage | undefined;
}

export interface QuarantineScan {
  readonly max?: number | undefined;
  /** What is done, for the progress, and what an interruption leaves, to be told. */
  readonly label: string;
  readonly silent: boolean;
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
  const interrupt = onInterrupt();
  try {
    const scanned = await scanQueue(
      {
        sqs: connectQueues(target),
        queueUrl: outputs.quarantineQueueUrl,
        stop: interrupt.signal,
        secondsPerMessage: SECONDS_PER_MESSAGE,
        ...scan,
      },
      (batch, ports) =>
        work(
          batch.map((held) => ({ held, message: parseQuarantineMessage(held.body) })),
          ports,
        ),
    );
    if (interrupt.signal.aborted) throw new InterruptedError(`interrupted: ${interrupted()}`);
    return scanned;
  } finally {
    interrupt.release();
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
      onUnreadable(`message ${held.id} does not tell of a refused record: ${printable(held.body, 100)}`);
      continue;
    }
    const record = await readPayload(message, s3);
    if (record !== undefined) records.push(record);
    else if ('bucket' in message.content) {
      const { bucket, key } = message.content;
      onUnreadable(`message ${held.id}: its payload is not at s3://${bucket}/${printable(key, 1024)}`);
    }
  }
  return records;
};

/** What a person should know about messages that could not be looked at. */
export const hiddenNote = ({ hidden }: ScannedQueue): string =>
  hidden === 0
    ? ''
    : `About ${hidden} messages more are held by another reader, or by a command that was killed: try later.\n`;
