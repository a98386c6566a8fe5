import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../aws/aws-call.aws.ts';
import type { WaitingEvents } from '../contracts/metrics-file.ts';

/** The run does not wait longer than this for a number that it can publish without. */
const PATIENCE_MILLISECONDS = 5_000;

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Counts what waits in the quarantine and the dead-letter queue. */
export const waitingEvents = (quarantineQueueUrl: string, deadLetterQueueUrl: string) => {
  const client = new SQSClient(clientSettings);

  const count = async (QueueUrl: string, abortSignal: AbortSignal): Promise<number> => {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] });
    const { Attributes = {} } = await client.send(command, { abortSignal });
    return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  };

  return async (): Promise<WaitingEvents> => {
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const [in_quarantine, in_dead_letters] = await Promise.all([
      count(quarantineQueueUrl, signal),
      count(deadLetterQueueUrl, signal),
    ]);
    return { in_quarantine, in_dead_letters, counted_at: new Date().toISOString() };
  };
};
