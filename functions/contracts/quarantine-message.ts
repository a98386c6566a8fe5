import type { PipeRecord } from './pipe-record.ts';

/** Where the payload of a refused record is kept that is too large for a message; the object is the bytes that were sent. */
export interface PayloadLocation {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
}

interface PayloadInMessage {
  readonly payload: string;
  /** `utf8`: the payload is the text that was sent; `base64`: it was not text; `verbatim`: its data was not base64. */
  readonly payload_encoding: 'utf8' | 'base64' | 'verbatim';
}

interface PayloadByReference {
  readonly payload_location: PayloadLocation;
}

/** What is kept of a refused record, in a message of the quarantine queue: all of it, and every reason. */
export type QuarantinedRecord = {
  readonly reasons: readonly string[];
  readonly stream_arn: string;
  readonly shard_id: string;
  readonly sequence_number: string;
  readonly partition_key: string;
  /** When the stream took it, ISO 8601 UTC. */
  readonly arrived_at: string;
  readonly quarantined_at: string;
} & (PayloadInMessage | PayloadByReference);

/** The bytes that were sent; of data that is not base64, its text. */
export const payloadBytesOf = ({ data }: PipeRecord): Buffer => {
  const bytes = Buffer.from(data, 'base64');
  return bytes.toString('base64') === data ? bytes : Buffer.from(data, 'utf8');
};

const payloadInMessage = (record: PipeRecord): PayloadInMessage => {
  const { data } = record;
  const bytes = payloadBytesOf(record);
  if (bytes.toString('base64') !== data) return { payload: data, payload_encoding: 'verbatim' };
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes)
    ? { payload: text, payload_encoding: 'utf8' }
    : { payload: data, payload_encoding: 'base64' };
};

const shardOf = ({ eventID }: PipeRecord): string => eventID.split(':')[0] ?? '';

/** The key of a payload's object: the same for the same record, so that a repetition writes the same object. */
export const payloadKeyOf = (record: PipeRecord): string => {
  const streamName = record.eventSourceARN.split('/').at(-1);
  return `quarantine/${streamName}/${shardOf(record)}/${record.sequenceNumber}`;
};

/**
 * The text of a quarantine message, of only the characters that SQS accepts, less those beyond U+FFFF, which emulators
 * refuse: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const messageText = (message: QuarantinedRecord): string =>
  JSON.stringify(message).replace(
    /[\uD800-\uDFFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );

/** The message about a refused record, as JSON: with its payload, or with where that is kept. */
export const quarantineMessage = (
  record: PipeRecord,
  reasons: readonly string[],
  now: Date,
  location?: PayloadLocation,
): string =>
  messageText({
    reasons,
    ...(location === undefined ? payloadInMessage(record) : { payload_location: location }),
    stream_arn: record.eventSourceARN,
    shard_id: shardOf(record),
    sequence_number: record.sequenceNumber,
    partition_key: record.partitionKey,
    arrived_at: new Date(record.approximateArrivalTimestamp * 1_000).toISOString(),
    quarantined_at: now.toISOString(),
  });
