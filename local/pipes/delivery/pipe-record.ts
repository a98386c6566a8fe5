import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import type { PipeDefinition } from '../definition/pipe-definition.ts';

/** A stream record in the pipe. `json` is its element in the function's event. */
export interface PipeRecord {
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly arrivalMs: number;
  readonly eventId: string;
  readonly json: string;
  readonly jsonBytes: number;
}

/**
 * One flat element of the event, with the data still base64.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html
 */
export const toPipeRecord = (
  record: KinesisRecord,
  shardId: string,
  { streamArn, region, roleArn }: Pick<PipeDefinition, 'streamArn' | 'region' | 'roleArn'>,
): PipeRecord => {
  const { SequenceNumber: sequenceNumber = '', PartitionKey: partitionKey = '' } = record;
  const arrivalMs = record.ApproximateArrivalTimestamp?.getTime() ?? Date.now();
  const eventId = `${shardId}:${sequenceNumber}`;
  const json = JSON.stringify({
    kinesisSchemaVersion: '1.0',
    partitionKey,
    sequenceNumber,
    data: Buffer.from(record.Data ?? []).toString('base64'),
    approximateArrivalTimestamp: arrivalMs / 1000,
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: eventId,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: roleArn,
    awsRegion: region,
    eventSourceARN: streamArn,
  });
  return { sequenceNumber, partitionKey, arrivalMs, eventId, json, jsonBytes: Buffer.byteLength(json) };
};

/** The event for a batch: a bare array, even for one record. */
export const eventOf = (records: readonly PipeRecord[]): string =>
  `[${records.map(({ json }) => json).join(',')}]`;
