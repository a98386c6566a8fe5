import { randomUUID } from 'node:crypto';
import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import { ACCOUNT_ID } from '../../values/account.ts';
import type { Clock } from '../../values/clock.ts';
import type { Properties } from '../../values/json.ts';
import { reasonOf } from '../../values/refusal.ts';
import type { Delivery } from './delivery.ts';
import type { Notification, Subscription, Topic } from './topic.ts';
import { allows, assertDecidable, defaultPolicy } from './topic-policy.ts';

type Message = {
  readonly topicArn: string;
  readonly subject?: string | undefined;
  readonly message: string;
};

/** A message that an AWS service publishes, on behalf of one of the account's resources. */
type ServiceMessage = Message & {
  /** E.g. `cloudwatch.amazonaws.com`, and the name for it in a refusal, e.g. `CloudWatch Alarms`. */
  readonly service: { readonly principal: string; readonly name: string };
  /** The condition keys that the service sets besides `aws:SecureTransport`. */
  readonly context: Readonly<Record<string, string>>;
};

export type PublishOutcome = { topicName: string; delivered: number; failed: number };

/** Called for every message, including those without a subscriber. */
type OnPublish = (notification: Notification, outcome: PublishOutcome) => void;

export type Topics = ReturnType<typeof createTopics>;

/**
 * The topics of the stack with their subscriptions, in memory: every start creates those of the template. Each subscriber
 * is tried once.
 */
export const createTopics = (clock: Clock, delivery: Delivery, onPublish: OnPublish) => {
  const topics = new Map<string, Topic>();

  const get = (topicArn: string): Topic => {
    const topic = topics.get(topicArn);
    if (topic) return topic;
    throw new AwsError('NotFound', `Topic does not exist: ${topicArn}`, 404);
  };

  const publish = async ({ topicArn, subject, message }: Message): Promise<string> => {
    const topic = get(topicArn);
    const notification = { messageId: randomUUID(), topicArn, subject, message, atMs: clock.nowMs() };
    const subscribers = [...topic.subscriptions.values()].filter(({ isConfirmed }) => isConfirmed);
    const tries = await Promise.allSettled(
      subscribers.map(async (subscriber) => delivery.deliver(subscriber, notification)),
    );
    const failures = tries.flatMap((one) => (one.status === 'rejected' ? [reasonOf(one.reason)] : []));
    for (const failure of failures)
      console.error(`local cloud: the topic ${topic.name} lost a message: ${failure}`);
    const delivered = tries.length - failures.length;
    onPublish(notification, { topicName: topic.name, delivered, failed: failures.length });
    return notification.messageId;
  };

  return {
    /** @throws AwsError NotFound */
    get,
    /** Settles when every subscriber was tried. @returns the message's id */
    publish,
    create: (topic: Pick<Topic, 'name' | 'arn' | 'displayName'>): void => {
      topics.set(topic.arn, { ...topic, policy: defaultPolicy(topic.arn), subscriptions: new Map() });
    },
    list: (): readonly Topic[] => [...topics.values()],
    /** @throws AwsError InvalidParameter when the policy has something that cannot be decided here */
    setPolicy: (topicArn: string, policy: Properties): void => {
      assertDecidable(policy);
      get(topicArn).policy = policy;
    },
    subscribe: (wanted: Pick<Subscription, 'topicArn' | 'protocol' | 'endpoint' | 'isRaw'>): Subscription => {
      const topic = get(wanted.topicArn);
      const same = [...topic.subscriptions.values()].find(
        ({ protocol, endpoint }) => protocol === wanted.protocol && endpoint === wanted.endpoint,
      );
      if (same) return same;
      const id = randomUUID();
      const subscription = {
        ...{ ...wanted, arn: `${topic.arn}:${id}`, token: id.replaceAll('-', '') },
        isConfirmed: wanted.protocol === 'sqs',
      };
      topic.subscriptions.set(subscription.arn, subscription);
      if (wanted.protocol === 'http' || wanted.protocol === 'https') {
        delivery.askToConfirm(subscription, clock.nowMs()).catch((error: unknown) => {
          console.error(`local cloud: ${wanted.endpoint} was not asked to confirm: ${reasonOf(error)}`);
        });
      }
      return subscription;
    },
    unsubscribe: (subscriptionArn: string): void => {
      for (const { subscriptions } of topics.values()) subscriptions.delete(subscriptionArn);
    },
    confirm: (topicArn: string, token: string): Subscription => {
      const subscription = [...get(topicArn).subscriptions.values()].find((one) => one.token === token);
      if (subscription === undefined) throw new AwsError('InvalidParameter', 'Invalid parameter: Token');
      subscription.isConfirmed = true;
      return subscription;
    },
    /** @throws AwsError AuthorizationError when the topic's policy does not let the service publish */
    publishAsService: async ({ service, context, ...message }: ServiceMessage): Promise<string> => {
      const { policy, arn } = get(message.topicArn);
      const request = {
        ...{ service: service.principal, action: 'sns:Publish', resource: arn },
        context: { 'aws:SecureTransport': 'true', 'aws:SourceAccount': ACCOUNT_ID, ...context },
      };
      if (allows(policy, request)) return publish(message);
      throw new AwsError(
        'AuthorizationError',
        `${service.name} is not authorized to perform: SNS:Publish on resource: ${arn} because no resource-based policy allows the SNS:Publish action`,
        403,
      );
    },
  };
};
