import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type AwsTarget, isLocal } from '../stack/aws-access.ts';
import { chunksOf, forEachConcurrently } from '../stack/concurrent.ts';
import { CommandError, oneLine } from '../terminal/command-error.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { writeError } from '../terminal/output.ts';
import { type Progress, withProgress } from '../terminal/progress.ts';
import { counted } from '../terminal/text.ts';
import { connectQueues, countHiddenMessages, countMessages } from './queue-contents.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MESSAGES_PER_REQUEST = 10;
const MAX_VISIBILITY_SECONDS = 12 * 60 * 60;
/** A long poll asks all of the queue's servers: an empty answer means that nothing is visible. A local queue has one. */
const WAIT_SECONDS = { aws: 1, local: 0 };
/** The least time for which a received message is hidden; if this process dies, another run sees it after that. */
const MIN_HOLD_SECONDS = 60;
/** A message comes back when its hold is over; this many requests without a new one end the scan. */
const MAX_REQUESTS_WITHOUT_NEWS = 100;
const RELEASES_IN_FLIGHT = 4;

/** A message that nobody else can receive for now. */
export interface HeldMessage {
  readonly id: string;
  readonly body: string;
}

export interface QueueScan {
  readonly queueUrl: string;
  /** How many messages to take at most; all by default. */
  readonly max?: number | undefined;
  /** The most that a message takes on average. Each message is held for as long as all of them take together. */
  readonly secondsPerMessage: number;
  /** What the scan does, for the progress. */
  readonly label: string;
  readonly silent: boolean;
}

export interface ScanPorts {
  /** Deletes messages of the batch from the queue. @throws {CommandError} when SQS refuses */
  readonly remove: (messages: readonly HeldMessage[]) => Promise<void>;
  /** Writes whole lines above the progress. */
  readonly above: Progress['above'];
  /** Ends the scan after this batch. */
  readonly enough: () => void;
}

export interface ScannedQueue {
  /** About how many messages another reader, or a run that was killed, held when the scan began. */
  readonly hidden: number;
  readonly isInterrupted: boolean;
}

interface Scan {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly max: number;
  readonly waitSeconds: number;
  readonly holdSeconds: number;
  readonly stop: AbortSignal;
  /** Receipt handles by message id: SQS takes only the newest handle of a message that was received twice. */
  readonly held: Map<string, string>;
  /** Whether the work has found what it looked for. */
  isEnough: boolean;
}

const receive = async (
  { sqs, queueUrl, waitSeconds, holdSeconds }: Scan,
  count: number,
): Promise<Message[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(MESSAGES_PER_REQUEST, count),
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: holdSeconds,
    }),
  );
  return Messages;
};

/** The messages of a queue in batches of up to 10, each message once. */
async function* batchesOf(scan: Scan): AsyncGenerator<HeldMessage[]> {
  const seen = new Set<string>();
  const { max, stop, held } = scan;
  const isOver = (): boolean => seen.size >= max || stop.aborted || scan.isEnough;
  for (let idle = 0; idle < MAX_REQUESTS_WITHOUT_NEWS && !isOver(); idle += 1) {
    const received = await receive(scan, max - seen.size);
    if (received.length === 0) return;
    for (const { MessageId: id = '', ReceiptHandle = '' } of received) held.set(id, ReceiptHandle);
    const fresh = received.filter(({ MessageId = '' }) => !seen.has(MessageId));
    for (const { MessageId = '' } of fresh) seen.add(MessageId);
    if (fresh.length === 0) continue;
    idle = 0;
    yield fresh.map(({ MessageId: id = '', Body: body = '' }) => ({ id, body }));
  }
}

const remove = async ({ sqs, queueUrl, held }: Scan, messages: readonly HeldMessage[]): Promise<void> => {
  if (messages.length === 0) return;
  const Entries = messages.map(({ id }, index) => ({ Id: String(index), ReceiptHandle: held.get(id) }));
  const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  const [first] = Failed;
  if (first !== undefined) {
    const reason = `${first.Code}: ${first.Message}`;
    throw new CommandError(
      `the queue did not delete ${counted(Failed.length, 'message')} (${reason}): run the command again`,
    );
  }
  for (const { id } of messages) held.delete(id);
};

/**
 * Lets others see the messages again at once. One that is not released comes back when its hold is over, so a failure is
 * only reported, not thrown: the reason why the work ended matters more.
 */
const release = async ({ sqs, queueUrl, held, holdSeconds }: Scan): Promise<void> => {
  const batches = chunksOf([...held.values()], MESSAGES_PER_REQUEST);
  try {
    await forEachConcurrently(batches, RELEASES_IN_FLIGHT, async (batch) => {
      const Entries = batch.map((ReceiptHandle, index) => ({
        Id: String(index),
        ReceiptHandle,
        VisibilityTimeout: 0,
      }));
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
    });
  } catch (error) {
    writeError(`Up to ${held.size} messages stay hidden for ${holdSeconds} s: ${oneLine(error)}\n`);
  }
};

type Work = (messages: readonly HeldMessage[], ports: ScanPorts) => Promise<void>;

const workThrough = async (scan: Scan, progress: Progress, work: Work): Promise<void> => {
  let messages = 0;
  const ports: ScanPorts = {
    remove: (removed) => remove(scan, removed),
    above: progress.above,
    enough: () => {
      scan.isEnough = true;
    },
  };
  for await (const batch of batchesOf(scan)) {
    await work(batch, ports);
    messages += batch.length;
    progress.update(messages);
  }
};

/**
 * Runs `work` on the messages of a queue in batches of up to 10, one batch after the other, until Ctrl-C. Meanwhile other
 * readers do not see them: SQS has no other way to look at messages. Afterwards those that were not removed are visible
 * again.
 */
export const scanQueue = async (
  target: AwsTarget,
  { queueUrl, label, silent, max = Number.POSITIVE_INFINITY, secondsPerMessage }: QueueScan,
  work: Work,
): Promise<ScannedQueue> => {
  const sqs = connectQueues(target);
  return interruptible(async (stop) => {
    const hidden = await countHiddenMessages(sqs, queueUrl);
    const total = Math.min(max, (await countMessages(sqs, queueUrl)) - hidden);
    const holdSeconds = Math.ceil(
      Math.min(MAX_VISIBILITY_SECONDS, MIN_HOLD_SECONDS + total * secondsPerMessage),
    );
    const held = new Map<string, string>();
    const waitSeconds = isLocal(target.endpoint) ? WAIT_SECONDS.local : WAIT_SECONDS.aws;
    const scan = { sqs, queueUrl, max, waitSeconds, holdSeconds, stop, held, isEnough: false };
    const bar = { label, unit: 'messages', total, silent: silent || total === 0 };
    try {
      await withProgress(bar, (progress) => workThrough(scan, progress, work));
    } finally {
      await release(scan);
    }
    return { hidden, isInterrupted: stop.aborted };
  }).finally(() => sqs.destroy());
};
