import type { Notification, Subscription } from './topic.ts';

/** Puts a message into a queue of the local cloud. @throws Error if there is no such queue */
type SendToQueue = (queueArn: string, body: string) => void;

/** https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.prepare.html gives a subscriber 15 seconds. */
const ANSWER_LIMIT_MS = 15_000;

export type Delivery = ReturnType<typeof createDelivery>;

/** Hands messages to subscribers. */
export const createDelivery = (sendToQueue: SendToQueue, endpointUrl: () => string) => ({
  /** @throws Error if the queue does not exist or the address does not accept the message */
  deliver: async (subscription: Subscription, notification: Notification): Promise<void> => {
    const body = subscription.isRaw ? notification.message : notificationDocument(notification);
    if (subscription.protocol === 'sqs') sendToQueue(subscription.endpoint, body);
    else await post(subscription, 'Notification', notification.messageId, body);
  },
  /** Asks the program behind an address to confirm its subscription. @throws Error when it does not answer */
  askToConfirm: async (subscription: Subscription, nowMs: number): Promise<void> => {
    const { topicArn, token } = subscription;
    const query = new URLSearchParams({ Action: 'ConfirmSubscription', TopicArn: topicArn, Token: token });
    const document = {
      Type: 'SubscriptionConfirmation',
      ...{ MessageId: token, Token: token, TopicArn: topicArn },
      Message: `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
      SubscribeURL: `${endpointUrl()}/?${query}`,
      Timestamp: new Date(nowMs).toISOString(),
    };
    await post(subscription, 'SubscriptionConfirmation', token, JSON.stringify(document));
  },
});

/** As in https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html, but not signed. */
const notificationDocument = ({ messageId, topicArn, subject, message, atMs }: Notification): string =>
  JSON.stringify({
    ...{ Type: 'Notification', MessageId: messageId, TopicArn: topicArn },
    ...(subject !== undefined && { Subject: subject }),
    ...{ Message: message, Timestamp: new Date(atMs).toISOString() },
  });

const post = async (
  subscription: Subscription,
  type: string,
  messageId: string,
  body: string,
): Promise<void> => {
  const { endpoint, topicArn, arn, isRaw } = subscription;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': type,
      'x-amz-sns-message-id': messageId,
      'x-amz-sns-topic-arn': topicArn,
      ...(type === 'Notification' && { 'x-amz-sns-subscription-arn': arn }),
      ...(type === 'Notification' && isRaw && { 'x-amz-sns-rawdelivery': 'true' }),
    },
    body,
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${endpoint} answered ${response.status}`);
};
