import { countMessages } from '../repair/queue-contents.ts';
import type { QueueStatus } from './pipeline-status.ts';
import type { StatusSources } from './status-sources.ts';

export const readQueues = ({ sqs, outputs }: StatusSources): Promise<readonly QueueStatus[]> => {
  const queue = async (name: QueueStatus['name'], url: string): Promise<QueueStatus> => ({
    name,
    messages: await countMessages(sqs, url),
  });
  return Promise.all([
    queue('quarantine', outputs.quarantineQueueUrl),
    queue('dead-letter', outputs.deadLetterQueueUrl),
    queue('schedule-dead-letter', outputs.scheduleDeadLetterQueueUrl),
  ]);
};
