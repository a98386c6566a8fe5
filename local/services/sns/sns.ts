import type { Listener } from '../../endpoint/answer.ts';
import type { Clock } from '../../values/clock.ts';
import { createDelivery, type SendToQueue } from './delivery.ts';
import { snsApi } from './sns-api.ts';
import type { Notification } from './topic.ts';
import { createTopics, type PublishOutcome, type Topics } from './topics.ts';

export type Sns = { readonly listener: Listener; readonly topics: Topics };

/** SNS in memory. Every start creates the template's topics and subscriptions. */
export const openSns = (options: {
  clock: Clock;
  endpointUrl: () => string;
  sendToQueue: SendToQueue;
  /** Called for every message, including those without a subscriber. */
  onPublish: (notification: Notification, outcome: PublishOutcome) => void;
}): Sns => {
  const topics = createTopics({ ...options, delivery: createDelivery(options) });
  return { listener: snsApi(topics), topics };
};
