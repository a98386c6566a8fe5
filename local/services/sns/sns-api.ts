import type { Listener } from '../../endpoint/answer.ts';
import { AwsError, type AwsInput } from '../../endpoint/aws-json-protocol.ts';
import { type QueryOperation, queryProtocol, type Xml } from '../../endpoint/aws-query-protocol.ts';
import { ACCOUNT_ID } from '../../values/account.ts';
import { type FieldReader, fieldReader, isObject, type Properties, textOf } from '../../values/json.ts';
import { reasonOf } from '../../values/refusal.ts';
import { PROTOCOLS, type Subscription, type Topic } from './topic.ts';
import type { Topics } from './topics.ts';

/**
 * The part of SNS's API that works here. Any client may call it: a topic's policy applies to
 * services only. https://docs.aws.amazon.com/sns/latest/api/API_Operations.html
 */
export const snsApi = (topics: Topics): Listener =>
  queryProtocol({
    name: 'SNS',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    operations: { ...topicOperations(topics), ...subscriptionOperations(topics) },
  });

const topicOperations = (topics: Topics): Record<string, QueryOperation> => ({
  ListTopics: () => ({ Topics: topics.list().map(({ arn }) => ({ TopicArn: arn })) }),
  GetTopicAttributes: (input) => ({ Attributes: attributesOf(topics.get(fieldsOf(input).text('TopicArn'))) }),
  SetTopicAttributes: (input) => {
    const fields = fieldsOf(input);
    const value = fields.optionalText('AttributeValue') ?? '';
    setAttribute(topics, topics.get(fields.text('TopicArn')), fields.text('AttributeName'), value);
    return {};
  },
  Publish: async (input) => {
    const fields = fieldsOf(input);
    const message = fields.text('Message');
    if (Buffer.byteLength(message) > MESSAGE_LIMIT_BYTES) {
      throw invalid(`Message must be at most ${MESSAGE_LIMIT_BYTES} bytes`);
    }
    for (const field of ['MessageStructure', 'PhoneNumber']) {
      if (fields.has(field)) throw invalid(`the local cloud's Publish does not support ${field}`);
    }
    const topicArn = fields.optionalText('TopicArn') ?? fields.text('TargetArn');
    return {
      MessageId: await topics.publish({ topicArn, message, subject: fields.optionalText('Subject') }),
    };
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const MESSAGE_LIMIT_BYTES = 256 * 1024;

const subscriptionOperations = (topics: Topics): Record<string, QueryOperation> => ({
  ListSubscriptions: () => ({ Subscriptions: topics.list().flatMap(subscriptionsOf) }),
  ListSubscriptionsByTopic: (input) => ({
    Subscriptions: subscriptionsOf(topics.get(fieldsOf(input).text('TopicArn'))),
  }),
  Subscribe: (input) => {
    const subscription = topics.subscribe(readSubscription(input));
    const isNamed = subscription.isConfirmed || input.ReturnSubscriptionArn === 'true';
    return { SubscriptionArn: isNamed ? subscription.arn : 'pending confirmation' };
  },
  ConfirmSubscription: (input) => {
    const fields = fieldsOf(input);
    return { SubscriptionArn: topics.confirm(fields.text('TopicArn'), fields.text('Token')).arn };
  },
  Unsubscribe: (input) => {
    topics.unsubscribe(fieldsOf(input).text('SubscriptionArn'));
    return {};
  },
});

/**
 * Reads `TopicArn`, `Protocol`, `Endpoint` and the delivery's attributes, of a request or of the template.
 *
 * @throws AwsError InvalidParameter for a protocol that is not delivered here
 */
export const readSubscription = (input: Properties) => {
  const fields = fieldsOf(input);
  const protocol = fields.oneOf('Protocol', PROTOCOLS);
  const endpoint = fields.text('Endpoint');
  if (protocol.startsWith('http') && !isLoopback(endpoint)) {
    throw invalid(`the local cloud calls addresses of this machine only, not ${endpoint}`);
  }
  const attributes = fields.object('Attributes');
  const unknown = Object.keys(attributes).find((name) => name !== 'RawMessageDelivery');
  if (unknown !== undefined)
    throw invalid(`the local cloud's Subscribe does not support the attribute ${unknown}`);
  const isRaw = textOf(attributes.RawMessageDelivery) === 'true';
  return { topicArn: fields.text('TopicArn'), protocol, endpoint, isRaw };
};

const isLoopback = (url: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(url)?.hostname ?? '');

const subscriptionsOf = (topic: Topic): Xml[] => [...topic.subscriptions.values()].map(describe);

const describe = ({ arn, topicArn, protocol, endpoint, isConfirmed }: Subscription): Xml => ({
  SubscriptionArn: isConfirmed ? arn : 'PendingConfirmation',
  Owner: ACCOUNT_ID,
  Protocol: protocol,
  Endpoint: endpoint,
  TopicArn: topicArn,
});

const attributesOf = ({ arn, displayName, policy, subscriptions }: Topic): ReadonlyMap<string, string> => {
  const confirmed = [...subscriptions.values()].filter(({ isConfirmed }) => isConfirmed).length;
  return new Map([
    ['TopicArn', arn],
    ['Owner', ACCOUNT_ID],
    ['DisplayName', displayName],
    ['Policy', JSON.stringify(policy)],
    ['SubscriptionsConfirmed', String(confirmed)],
    ['SubscriptionsPending', String(subscriptions.size - confirmed)],
    ['SubscriptionsDeleted', '0'],
  ]);
};

const setAttribute = (topics: Topics, topic: Topic, name: string, value: string): void => {
  if (name === 'DisplayName') topic.displayName = value;
  else if (name === 'Policy') topics.setPolicy(topic.arn, parsePolicy(value));
  else throw invalid(`the local cloud's SetTopicAttributes does not support ${name}`);
};

const parsePolicy = (text: string): Properties => {
  try {
    const policy: unknown = JSON.parse(text);
    if (isObject(policy)) return policy;
  } catch (error) {
    throw invalid(`Policy is not JSON: ${reasonOf(error)}`);
  }
  throw invalid('Policy is not an object');
};

const invalid = (reason: string): AwsError =>
  new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);

const fieldsOf = (input: AwsInput): FieldReader =>
  fieldReader(input, ({ path, expected }) => invalid(`${path} should be ${expected}`), {
    numbersAsText: true,
  });
