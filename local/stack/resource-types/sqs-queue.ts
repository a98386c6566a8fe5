import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { honoured, ignored, only } from '../../template/property-rules.ts';
import { ACCOUNT_ID, arn } from '../../values/account.ts';
import type { ResourceType } from './resource-type.ts';

/** The template properties that are queue attributes, which have the same names. */
const ATTRIBUTES = [
  'DelaySeconds',
  'MaximumMessageSize',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'VisibilityTimeout',
] as const;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const sqsQueue: ResourceType = {
  rules: {
    ...Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, honoured])),
    MessageRetentionPeriod: ignored('messages are kept until somebody deletes them'),
    QueueName: honoured,
    FifoQueue: only([false], 'pipes and schedules send dead letters to standard queues only'),
    RedriveAllowPolicy: ignored('access is not checked'),
    KmsMasterKeyId: ignored('nothing is encrypted at rest'),
    KmsDataKeyReusePeriodSeconds: ignored('nothing is encrypted at rest'),
    SqsManagedSseEnabled: ignored('nothing is encrypted at rest'),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'QueueName', maxLength: 80 },
  identify: (name, endpointUrl) => {
    const url = `${endpointUrl}/${ACCOUNT_ID}/${name}`;
    return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
  },
  create: async ({ name, identity, properties }, { sqs }) => {
    await sqs.send(new CreateQueueCommand({ QueueName: name }));
    const given = ATTRIBUTES.flatMap((attribute): [string, string][] => {
      const value = properties[attribute];
      if (value === undefined) return [];
      return [[attribute, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
    });
    if (given.length === 0) return;
    // A queue kept from an earlier start takes the template's current values.
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: identity.ref, Attributes: Object.fromEntries(given) }),
    );
  },
};
