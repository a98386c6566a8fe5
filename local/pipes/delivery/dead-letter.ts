import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { PipeDefinition } from '../definition/pipe-definition.ts';
import type { PipeRecord } from './pipe-record.ts';

/**
 * Why records are given up on. AWS does not document the second for pipes; Lambda's stream mappings use the same word.
 */
export type DeadLetterCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface DeadLetter {
  readonly condition: DeadLetterCondition;
  readonly shardId: string;
  /** At least one, in the order of the shard. */
  readonly records: readonly PipeRecord[];
}

/**
 * The message about records that were given up on. It says where they are in the stream, not what they hold. They are
 * between the two sequence numbers, possibly among others if the pipe has several lanes.
 */
export const deadLetterMessage = (
  { arn, streamArn }: Pick<PipeDefinition, 'arn' | 'streamArn'>,
  { condition, shardId, records }: DeadLetter,
  nowMs: number,
) => ({
  context: { partnerResourceArn: arn, condition },
  version: '1.0',
  timestamp: new Date(nowMs).toISOString(),
  KinesisBatchInfo: {
    shardId,
    startSequenceNumber: records.at(0)?.sequenceNumber,
    endSequenceNumber: records.at(-1)?.sequenceNumber,
    approximateArrivalOfFirstRecord: isoTime(records.at(0)),
    approximateArrivalOfLastRecord: isoTime(records.at(-1)),
    batchSize: records.length,
    streamArn,
  },
});

const isoTime = (record: PipeRecord | undefined): string | undefined =>
  record && new Date(record.arrivalMs).toISOString();

/** Reports records that were given up on. @throws the SDK's errors if the queue cannot be reached */
export type SendDeadLetter = (deadLetter: DeadLetter) => Promise<void>;

/** The sender of a pipe's dead letters; undefined for a pipe without a queue for them. */
export const deadLetterSender = (
  sqs: SQSClient,
  definition: PipeDefinition,
  nowMs: () => number,
): SendDeadLetter | undefined => {
  const { deadLetterQueueName: QueueName } = definition;
  if (QueueName === undefined) return undefined;
  return async (deadLetter) => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    const MessageBody = JSON.stringify(deadLetterMessage(definition, deadLetter, nowMs()));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  };
};
