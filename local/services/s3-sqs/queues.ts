import { SqsStore } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import type { Answer } from '../../endpoint/answer.ts';
import { parsedObject } from '../../values/json.ts';
import type { EmulatorRequest } from './s3-rules.ts';

/** What one request did with the messages of a queue. */
export type QueueTraffic = {
  readonly queueName: string;
  readonly kind: 'sent' | 'received' | 'deleted';
  readonly messages: number;
};

/** How many messages a queue holds now. */
export type QueueDepth = {
  readonly queueName: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** The messages that are not deleted, by id, and how long ago each was sent by the computer's time. */
  readonly ages: ReadonlyMap<string, number>;
};

/** The queues as other services of the local cloud reach them. */
export const queuesOf = (store: SqsStore) => ({
  /** Puts a message into a queue. @throws Error if there is none with that ARN */
  send: (queueArn: string, body: string): void => {
    const queue = store.getQueueByArn(queueArn);
    if (queue === undefined) throw new Error(`there is no queue ${queueArn}`);
    queue.enqueue(SqsStore.createMessage(body));
  },
  depths: (): QueueDepth[] => {
    // In this store, messages become visible again only when someone asks.
    store.processAllTimers();
    return [...store.allQueues()].map((queue) => {
      const { ready, delayed, inflight } = queue.inspectMessages();
      const all = [...ready, ...delayed, ...inflight.map(({ message }) => message)];
      return {
        queueName: queue.name,
        visible: ready.length,
        inFlight: inflight.length,
        delayed: delayed.length,
        ages: new Map(all.map(({ messageId, sentTimestamp }) => [messageId, Date.now() - sentTimestamp])),
      };
    });
  },
});

const KINDS: Readonly<Record<string, QueueTraffic['kind']>> = {
  SendMessage: 'sent',
  SendMessageBatch: 'sent',
  ReceiveMessage: 'received',
  DeleteMessage: 'deleted',
  DeleteMessageBatch: 'deleted',
};

/** Reports what a request to the SQS API did, if it did anything with messages. */
export const reportTraffic = (
  { headers, body }: EmulatorRequest,
  answer: Answer,
  onMessages: (traffic: QueueTraffic) => void,
): void => {
  const kind = KINDS[headers['x-amz-target']?.split('.').at(-1) ?? ''];
  if (kind === undefined || answer.statusCode !== 200) return;
  const { QueueUrl } = parsedObject(body) ?? {};
  const { Successful, Messages, MessageId } = parsedObject(answer.body) ?? {};
  const list = Successful ?? Messages;
  const isOne = kind === 'deleted' || MessageId !== undefined;
  const messages = Array.isArray(list) ? list.length : Number(isOne);
  const queueName = String(QueueUrl).split('/').at(-1) ?? '';
  if (messages > 0) onMessages({ queueName, kind, messages });
};
