import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { forEachConcurrently } from '../stack/concurrent.ts';
import { CommandError, oneLine } from '../terminal/command-error.ts';
import { counted } from '../terminal/counted.ts';
import { startProgress } from '../terminal/progress.ts';
import { countHiddenMessages, countMessages } from './queue-contents.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MESSAGES_PER_REQUEST = 10;
const MAX_VISIBILITY_SECONDS = 12 * 60 * 60;
/** A long poll asks all of the queue's servers, so that an empty answer means that nothing is visible. */
const WAIT_SECONDS = 1;
/** How long a received message is hidden at least: if this process dies, another run sees it after that. */
const MIN_HOLD_SECONDS = 60;
/** Messages come back when their hold is over; this many requests without a new one end the scan. */
const MAX_REQUESTS_WITHOUT_NEWS = 100;
const RELEASES_IN_FLIGHT = 4;

/** A message that nobody else can receive for now. */
export interface HeldMessage {
  readonly id: string;
  readonly body: string;
}

export interface QueueScan {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  /** How many messages to take at most; all by default. */
  readonly max?: number | undefined;
  /** How long one message takes at most on average; the hold is as long as all of them take. */
  readonly secondsPerMessage: number;
  /** Aborted: no further messages are received. */
  readonly stop: AbortSignal;
  /** What is done, for the progress. */
  readonly label: string;
  readonly silent: boolean;
}

export interface ScanPorts {
  /** Deletes messages of the batch from the queue. @throws {CommandError} when SQS refuses */
  readonly remove: (messages: readonly HeldMessage[]) => Promise<void>;
  /** Writes whole lines without the progress in between. */
  readonly above: (write: () => void) => void;
}

export interface ScannedQueue {
  readonly messages: number;
  /** About how many messages another reader, or a run that was killed, was hiding when the scan began. */
  readonly hidden: number;
}

/** Messages held by their ids: SQS takes only the newest receipt handle of a message that was received twice. */
type Held = Map<string, string>;

const receive = (scan: QueueScan, count: number, VisibilityTimeout: number): Promise<Message[]> =>
  scan.sqs
    .send(
      new ReceiveMessageCommand({
        QueueUrl: scan.queueUrl,
        MaxNumberOfMessages: Math.min(MESSAGES_PER_REQUEST, count),
        WaitTimeSeconds: WAIT_SECONDS,
        VisibilityTimeout,
      }),
    )
    .then(({ Messages = [] }) => Messages);

/** The messages of a queue in batches of up to 10, each message once. */
async function* batchesOf(scan: QueueScan, held: Held, holdSeconds: number): AsyncGenerator<HeldMessage[]> {
  const seen = new Set<string>();
  const { max = Number.POSITIVE_INFINITY, stop } = scan;
  for (let idle = 0; idle < MAX_REQUESTS_WITHOUT_NEWS && seen.size < max && !stop.aborted; idle += 1) {
    const received = await receive(scan, max - seen.size, holdSeconds);
    if (received.length === 0) return;
    for (const { MessageId: id = '', ReceiptHandle = '' } of received) held.set(id, ReceiptHandle);
    const fresh = received.filter(({ MessageId = '' }) => !seen.has(MessageId));
    for (const { MessageId = '' } of fresh) seen.add(MessageId);
    if (fresh.length === 0) continue;
    idle = 0;
    yield fresh.map(({ MessageId: id = '', Body: body = '' }) => ({ id, body }));
  }
}

const remove = async (
  { sqs, queueUrl }: QueueScan,
  held: Held,
  messages: readonly HeldMessage[],
): Promise<void> => {
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

/** Lets others see the messages again at once. One that is not released comes back by itself when its hold is over. */
const release = async ({ sqs, queueUrl }: QueueScan, held: Held): Promise<void> => {
  const handles = [...held.values()];
  const batches = Array.from({ length: Math.ceil(handles.length / MESSAGES_PER_REQUEST) }, (_, index) =>
    handles.slice(index * MESSAGES_PER_REQUEST, (index + 1) * MESSAGES_PER_REQUEST),
  );
  await forEachConcurrently(batches, RELEASES_IN_FLIGHT, async (batch) => {
    const Entries = batch.map((ReceiptHandle, index) => ({
      Id: String(index),
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
  });
};

/**
 * Runs `work` on the messages of a queue in batches of up to 10, one batch after the other. They are hidden from other
 * readers meanwhile, as SQS has no other way to look at them, and visible again afterwards, except those removed.
 */
export const scanQueue = async (
  scan: QueueScan,
  work: (messages: readonly HeldMessage[], ports: ScanPorts) => Promise<void>,
): Promise<ScannedQueue> => {
  const { sqs, queueUrl, label, silent, max = Number.POSITIVE_INFINITY, secondsPerMessage } = scan;
  const hidden = await countHiddenMessages(sqs, queueUrl);
  const total = Math.min(max, (await countMessages(sqs, queueUrl)) - hidden);
  const holdSeconds = Math.ceil(
    Math.min(MAX_VISIBILITY_SECONDS, MIN_HOLD_SECONDS + total * secondsPerMessage),
  );
  const held: Held = new Map();
  const progress = startProgress({ label, unit: 'messages', total, silent: silent || total === 0 });
  let messages = 0;
  try {
    for await (const batch of batchesOf(scan, held, holdSeconds)) {
      await work(batch, {
        remove: (removed) => remove(scan, held, removed),
        above: (write) => progress.above(write),
      });
      messages += batch.length;
      progress.update(messages);
    }
  } finally {
    progress.end();
    // Its failure must not hide why the work ended, and changes nothing but how soon the messages are seen again.
    await release(scan, held).catch((error: unknown) => {
      process.stderr.write(
        `Up to ${held.size} messages stay hidden for ${holdSeconds} s: ${oneLine(error)}\n`,
      );
    });
  }
  return { messages, hidden };
};
