import { streamNameOf } from '../../functions/contracts/quarantine-message.ts';
import { fieldOf, jsonOf, textOf } from '../stack/json-field.ts';

/**
 * A pipe's message about records that it gave up: where they are in their stream, never what they hold. AWS does not
 * document its shape, which was taken from captured messages.
 */
export interface DeadLetter {
  readonly streamName: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  /** How many records were given up; between the two numbers there may be records of other batches. */
  readonly batchSize: number;
  /** Such as `RetryAttemptsExhausted`. */
  readonly condition: string;
  /** When the first record reached the stream and when they were given up: ISO 8601. */
  readonly arrivedAt: string;
  readonly givenUpAt: string;
}

const SEQUENCE_NUMBER = /^\d+$/;

/** Reads a message of the dead-letter queue; undefined when it is not about records of a Kinesis stream. */
export const parseDeadLetter = (body: string): DeadLetter | undefined => {
  const message = jsonOf(body);
  const batch = fieldOf(message, 'KinesisBatchInfo');
  const streamName = streamNameOf(textOf(batch, 'streamArn') ?? '');
  const shardId = textOf(batch, 'shardId');
  const startSequenceNumber = textOf(batch, 'startSequenceNumber') ?? '';
  const endSequenceNumber = textOf(batch, 'endSequenceNumber') ?? '';
  const batchSize = fieldOf(batch, 'batchSize');
  const areNumbers = SEQUENCE_NUMBER.test(startSequenceNumber) && SEQUENCE_NUMBER.test(endSequenceNumber);
  if (streamName === undefined || shardId === undefined || !areNumbers || typeof batchSize !== 'number') {
    return undefined;
  }
  return {
    streamName,
    shardId,
    startSequenceNumber,
    endSequenceNumber,
    batchSize,
    condition: textOf(message, 'context', 'condition') ?? 'no condition is given',
    arrivedAt: textOf(batch, 'approximateArrivalOfFirstRecord') ?? 'unknown',
    givenUpAt: textOf(message, 'timestamp') ?? 'unknown',
  };
};
