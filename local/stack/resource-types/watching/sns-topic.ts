import { readSubscription } from '../../../services/sns/sns-api.ts';
import { honoured, ignored, items, only } from '../../../template/property-rules.ts';
import { labelOf } from '../../../template/resource.ts';
import { arn } from '../../../values/account.ts';
import { isObject } from '../../../values/json.ts';
import { propertyReader } from '../property-values.ts';
import type { ResourceType } from '../resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const snsTopic: ResourceType = {
  rules: {
    TopicName: honoured,
    DisplayName: honoured,
    Subscription: items({ Protocol: honoured, Endpoint: honoured }),
    FifoTopic: only([false], 'topics do not order messages'),
    KmsMasterKeyId: ignored('nothing is encrypted at rest'),
    TracingConfig: ignored('there is no tracing'),
    SignatureVersion: ignored('messages are not signed'),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'TopicName', maxLength: 256 },
  identify: (name) => ({
    ref: arn('sns', name),
    attributes: { TopicArn: arn('sns', name), TopicName: name },
  }),
  create: (resource, { topics }) => {
    const topicArn = resource.identity.ref;
    const properties = propertyReader(labelOf(resource), resource.properties);
    const displayName = properties.optionalText('DisplayName') ?? '';
    topics.create({ name: resource.name, arn: topicArn, displayName });
    for (const subscription of properties.list('Subscription').filter(isObject)) {
      topics.subscribe(readSubscription({ ...subscription, TopicArn: topicArn }));
    }
  },
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const snsTopicPolicy: ResourceType = {
  rules: { PolicyDocument: honoured, Topics: honoured },
  naming: { property: 'Id', maxLength: 256 },
  identify: (name) => ({ ref: name, attributes: { Id: name } }),
  create: (resource, { topics }) => {
    const properties = propertyReader(labelOf(resource), resource.properties);
    const policy = properties.object('PolicyDocument');
    for (const topicArn of properties.list('Topics').map(String)) topics.setPolicy(topicArn, policy);
  },
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const snsSubscription: ResourceType = {
  rules: {
    Protocol: honoured,
    Endpoint: honoured,
    TopicArn: honoured,
    RawMessageDelivery: honoured,
    DeliveryPolicy: ignored('delivery to a subscriber is tried once'),
    RedrivePolicy: ignored('delivery to a subscriber is tried once'),
    Region: ignored('there is one region'),
  },
  naming: { property: 'SubscriptionArn', maxLength: 256 },
  identify: (name) => ({ ref: arn('sns', name), attributes: { Arn: arn('sns', name) } }),
  create: ({ properties }, { topics }) => {
    const { RawMessageDelivery } = properties;
    topics.subscribe(
      readSubscription({ ...properties, Attributes: { RawMessageDelivery: RawMessageDelivery ?? false } }),
    );
  },
};
