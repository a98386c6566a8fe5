import type { PipeRecord } from './pipe-record.ts';
import { messageText, type PayloadLocation, payloadInMessage, shardOf } from './quarantine-message.ts';

/** Why the function gave a record up. */
export interface RecordError {
  /** The error's name, such as `ValidationException`. */
  readonly name: string;
  readonly message: string;
}

/**
 * The message about a record that alone makes the function fail. It has the form of a pipe's own dead letter, and beside
 * it what that lacks: the error and the payload, or where that is kept.
 */
export const deadLetterMessage = (
  record: PipeRecord,
  error: RecordError,
  now: Date,
  location?: PayloadLocation,
): string => {
  const arrivedAt = new Date(record.approximateArrivalTimestamp * 1_000).toISOString();
  return messageText({
    context: { condition: 'RecordFailed' },
    version: '1.0',
    timestamp: now.toISOString(),
    KinesisBatchInfo: {
      shardId: shardOf(record),
      startSequenceNumber: record.sequenceNumber,
      endSequenceNumber: record.sequenceNumber,
      approximateArrivalOfFirstRecord: arrivedAt,
      approximateArrivalOfLastRecord: arrivedAt,
      batchSize: 1,
      streamArn: record.eventSourceARN,
    },
    error,
    partition_key: record.partitionKey,
    ...(location === undefined ? payloadInMessage(record) : { payload_location: location }),
  });
};
