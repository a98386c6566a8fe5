import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

export const connectQueues = (target: AwsTarget): SQSClient => new SQSClient(clientConfiguration(target));

/** @throws {Error} if the answer lacks the count: that does not mean that the queue is empty */
const countIn = (attributes: Readonly<Record<string, string>>, name: string): number => {
  const count = attributes[name];
  if (count === undefined) throw new Error(`SQS did not return ${name}`);
  return Number(count);
};

const sumOf = async (
  sqs: SQSClient,
  queueUrl: string,
  counts: readonly (typeof COUNTS)[number][],
): Promise<number> => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...counts] }),
  );
  return counts.reduce((sum, name) => sum + countIn(Attributes, name), 0);
};

/** How many messages a queue holds, visible or not. */
export const countMessages = (sqs: SQSClient, queueUrl: string): Promise<number> =>
  sumOf(sqs, queueUrl, COUNTS);

/** How many messages of a queue a reader holds and has neither deleted nor released. */
export const countHiddenMessages = (sqs: SQSClient, queueUrl: string): Promise<number> =>
  sumOf(sqs, queueUrl, ['ApproximateNumberOfMessagesNotVisible']);
