import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type AwsTarget, clientConfiguration } from './aws-access.ts';

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Connects to the queues. */
export const connectQueues = (target: AwsTarget): SQSClient => new SQSClient(clientConfiguration(target));

/** How many messages a queue holds, in whatever state. */
export const countMessages = async (sqs: SQSClient, queueUrl: string): Promise<number> => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...COUNTS] }),
  );
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};

/** The bodies of up to 10 messages, which stay in the queue and visible to others. */
export const peekMessages = async (sqs: SQSClient, queueUrl: string): Promise<readonly string[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return Messages.flatMap(({ Body }) => Body ?? []);
};
