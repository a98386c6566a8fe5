import { connectStreams } from '../produce/put-records.ts';
import { forEachConcurrently } from '../stack/concurrent.ts';
import type { StackOutputs, StackTarget } from '../stack/stack-outputs.ts';
import { connectReader } from './dead-letter.ts';
import { type RedrivenMessage, type RedrivePorts, redriveMessage } from './redrive.ts';
import type { RedriveOutcome } from './redrive-text.ts';
import { type HeldMessage, type QueueScan, type ScanPorts, scanQueue } from './scan-queue.ts';

const MESSAGES_AT_A_TIME = 4;
const SECONDS_PER_MESSAGE = 0.5;
/** How often a record is redriven by default. */
export const DEFAULT_MAX_ATTEMPTS = 3;

export const redrivePorts = (
  target: StackTarget,
  { startStreamName, endStreamName }: StackOutputs,
  { dryRun, maxAttempts }: Pick<RedrivePorts, 'dryRun' | 'maxAttempts'>,
): RedrivePorts => ({
  writer: connectStreams(target),
  reader: connectReader(target),
  streamNames: [startStreamName, endStreamName],
  dryRun,
  maxAttempts,
  sent: new Set<string>(),
});

export interface QueueRedrive extends Pick<QueueScan, 'queueUrl' | 'max' | 'silent'> {
  /** Also deletes messages whose records are no longer in their stream. */
  readonly dropExpired: boolean;
  /** The messages to take; all if left out. */
  readonly messageIds?: ReadonlySet<string> | undefined;
  /** Called after each batch with what became of it. */
  readonly onRedriven: (messages: readonly RedrivenMessage[], above: ScanPorts['above']) => void;
}

export interface Redriven {
  readonly outcome: RedriveOutcome;
  /** What stopped it early. */
  readonly failure?: { readonly error: unknown } | undefined;
  readonly isInterrupted: boolean;
}

/** Resends the records that a dead-letter queue's messages name, and deletes the finished messages. Never throws. */
export const redriveQueue = async (
  target: StackTarget,
  { queueUrl, max, dropExpired, messageIds, silent, onRedriven }: QueueRedrive,
  ports: RedrivePorts,
): Promise<Redriven> => {
  const { dryRun, maxAttempts } = ports;
  const messages: RedrivenMessage[] = [];
  let dropped = 0;
  let scanned = { hidden: 0, isInterrupted: false };
  let failure: Redriven['failure'];
  const work = async (held: readonly HeldMessage[], queue: ScanPorts): Promise<void> => {
    const batch = held.filter(({ id }) => messageIds?.has(id) ?? true);
    const redriven = new Map<string, RedrivenMessage>();
    await forEachConcurrently(batch, MESSAGES_AT_A_TIME, async (message) => {
      redriven.set(message.id, await redriveMessage(message, ports));
    });
    const having = (fate: RedrivenMessage['fate']) =>
      batch.filter(({ id }) => redriven.get(id)?.fate === fate);
    const expired = dropExpired && !dryRun ? having('expired') : [];
    if (!dryRun) await queue.remove([...having('handed-over'), ...expired]);
    dropped += expired.length;
    messages.push(...redriven.values());
    onRedriven([...redriven.values()], queue.above);
    if (messages.length === messageIds?.size) queue.enough();
  };
  const scan = { queueUrl, max, secondsPerMessage: SECONDS_PER_MESSAGE, label: 'Redriving', silent };
  try {
    scanned = await scanQueue(target, scan, work);
  } catch (error) {
    failure = { error };
  }
  const { hidden, isInterrupted } = scanned;
  return { outcome: { dryRun, maxAttempts, messages, dropped, hidden }, failure, isInterrupted };
};
