import type { Clock } from '../../values/clock.ts';
import { createDelivery, type SendToQueue } from './delivery.ts';
import { snsApi } from './sns-api.ts';
import type { Notification } from './topic.ts';
import { createTopics, type PublishOutcome } from './topics.ts';

export type Sns = ReturnType<typeof openSns>;

/** SNS in memory. Every start creates the template's topics and subscriptions. */
export const openSns = ({
  clock,
  endpointUrl,
  sendToQueue,
  onPublish,
}: {
  clock: Clock;
  endpointUrl: () => string;
  sendToQueue: SendToQueue;
  /** Called for every message, including those without a subscriber. */
  onPublish: (notification: Notification, outcome: PublishOutcome) => void;
}) => {
  const topics = createTopics(clock, createDelivery(sendToQueue, endpointUrl), onPublish);
  return { listener: snsApi(topics), topics };
};
