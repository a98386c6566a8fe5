import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { connectQueues, countMessages } from '../repair/queue-contents.ts';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import type { Reading } from '../status/pipeline-status.ts';
import { readStreams } from '../status/read-streams.ts';
import { oneLine } from '../terminal/command-error.ts';

export interface WaitingNow {
  readonly quarantined: Reading<number>;
  readonly deadLettered: Reading<number>;
  /** How many seconds each stream's reader is behind; null if there is no recent reading. */
  readonly streams: Reading<readonly { readonly name: string; readonly ageSeconds: number | null }[]>;
}

/** The day is shown whether or not this can be read. */
const known = async <Value>(read: Promise<Value>): Promise<Reading<Value>> => {
  try {
    return { value: await read };
  } catch (error) {
    return { unknown: oneLine(error) };
  }
};

/**
 * Reads what waits in the queues and how far behind the streams are. What cannot be read is `unknown`, with the reason.
 */
export const readWaitingNow = async (target: AwsTarget, outputs: StackOutputs): Promise<WaitingNow> => {
  const sqs = connectQueues(target);
  const cloudWatch = new CloudWatchClient(clientConfiguration(target));
  const [quarantined, deadLettered, streams] = await Promise.all([
    known(countMessages(sqs, outputs.quarantineQueueUrl)),
    known(countMessages(sqs, outputs.deadLetterQueueUrl)),
    known(readStreams({ cloudWatch, outputs }, new Date())),
  ]);
  return { quarantined, deadLettered, streams };
};
