import * as validators from './generated/validators.mjs';
import type { PipeRecord } from './pipe-record.ts';

/** Where a payload that is too large for a message is stored: an object with the bytes that were sent. */
export interface PayloadLocation {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
}

/** `utf8`: the payload is the text that was sent; `base64`: it was not text; `verbatim`: its data was not base64. */
const PAYLOAD_ENCODINGS = ['utf8', 'base64', 'verbatim'] as const;

export interface PayloadInMessage {
  readonly payload: string;
  readonly payload_encoding: (typeof PAYLOAD_ENCODINGS)[number];
}

interface PayloadByReference {
  readonly payload_location: Omit<PayloadLocation, 'bytes'>;
}

/** What is known about a refused record besides its payload. */
export interface RefusedRecord {
  readonly reasons: readonly string[];
  readonly stream_arn: string;
  readonly shard_id: string;
  readonly sequence_number: string;
  readonly partition_key: string;
  /** When the stream took it, ISO 8601 UTC. */
  readonly arrived_at: string;
  readonly quarantined_at: string;
}

/** A message in the quarantine queue: a refused record with every reason, and its payload or where the payload is. */
export type QuarantineMessage = RefusedRecord & (PayloadInMessage | PayloadByReference);

/** The bytes that were sent; if they were not base64, their text. */
export const payloadBytesOf = ({ data }: PipeRecord): Buffer => {
  const bytes = Buffer.from(data, 'base64');
  return bytes.toString('base64') === data ? bytes : Buffer.from(data, 'utf8');
};

const payloadOf = (record: PipeRecord, location?: PayloadLocation): PayloadInMessage | PayloadByReference => {
  if (location !== undefined) return { payload_location: location };
  const { data } = record;
  const bytes = payloadBytesOf(record);
  if (bytes.toString('base64') !== data) return { payload: data, payload_encoding: 'verbatim' };
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes)
    ? { payload: text, payload_encoding: 'utf8' }
    : { payload: data, payload_encoding: 'base64' };
};

const arrivalOf = ({ approximateArrivalTimestamp }: PipeRecord): string =>
  new Date(approximateArrivalTimestamp * 1_000).toISOString();

const shardOf = ({ eventID }: PipeRecord): string => eventID.split(':')[0] ?? '';

/** The prefix of the keys of all payload objects. */
export const PAYLOAD_PREFIX = 'quarantine/';

/** The key of a payload object. It depends only on the record, so a retry writes the same object. */
export const payloadKeyOf = (record: PipeRecord): string => {
  const streamName = record.eventSourceARN.split('/').at(-1);
  return `${PAYLOAD_PREFIX}${streamName}/${shardOf(record)}/${record.sequenceNumber}`;
};

/**
 * The text of a message. It contains only characters that SQS accepts, and none beyond U+FFFF, which some emulators
 * refuse: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const messageText = (message: object): string =>
  JSON.stringify(message).replace(
    /[\uD800-\uDFFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );

/** The message about a refused record, as JSON, with its payload or the payload's location. */
export const quarantineMessage = (
  record: PipeRecord,
  reasons: readonly string[],
  now: Date,
  location?: PayloadLocation,
): string =>
  messageText({
    reasons,
    ...payloadOf(record, location),
    stream_arn: record.eventSourceARN,
    shard_id: shardOf(record),
    sequence_number: record.sequenceNumber,
    partition_key: record.partitionKey,
    arrived_at: arrivalOf(record),
    quarantined_at: now.toISOString(),
  });

/** Why the function gave up on a record. */
export interface RecordError {
  /** The error's name, such as `ValidationException`. */
  readonly name: string;
  readonly message: string;
}

/**
 * The message about a record that alone makes the function fail. It has the form of a pipe's own dead letter, and adds
 * the error and the payload (or the payload's location).
 */
export const deadLetterMessage = (
  record: PipeRecord,
  error: RecordError,
  now: Date,
  location?: PayloadLocation,
): string =>
  messageText({
    context: { condition: 'RecordFailed' },
    version: '1.0',
    timestamp: now.toISOString(),
    KinesisBatchInfo: {
      shardId: shardOf(record),
      startSequenceNumber: record.sequenceNumber,
      endSequenceNumber: record.sequenceNumber,
      approximateArrivalOfFirstRecord: arrivalOf(record),
      approximateArrivalOfLastRecord: arrivalOf(record),
      batchSize: 1,
      streamArn: record.eventSourceARN,
    },
    error,
    partition_key: record.partitionKey,
    ...payloadOf(record, location),
  });

const STREAM_ARN = /^arn:[\w-]+:kinesis:[\w-]*:\d*:stream\/([\w.-]+)$/;

/** The name of the stream in an ARN; undefined if it is not the ARN of a stream. */
export const streamNameOf = (arn: string): string | undefined => STREAM_ARN.exec(arn)?.[1];

const text = { type: 'string' } as const;

/** What a message must look like to be read. A line of an exported file has the same shape. */
export const quarantineMessageSchema = {
  type: 'object',
  properties: {
    reasons: { type: 'array' },
    stream_arn: { type: 'string', pattern: STREAM_ARN.source },
    shard_id: text,
    sequence_number: text,
    partition_key: text,
    arrived_at: text,
    quarantined_at: text,
    payload: text,
    payload_encoding: { enum: PAYLOAD_ENCODINGS },
    payload_location: {
      type: 'object',
      properties: { bucket: text, key: text },
      required: ['bucket', 'key'],
    },
  },
  required: ['reasons', 'stream_arn', 'shard_id', 'sequence_number', 'arrived_at'],
  anyOf: [{ required: ['payload', 'payload_encoding'] }, { required: ['payload_location'] }],
} as const;

/** Reads a message, or a line of an exported file; undefined if it does not have that shape. */
export const readQuarantineMessage = (message: unknown): QuarantineMessage | undefined => {
  if (!validators.validateQuarantineMessage(message)) return undefined;
  const { reasons, stream_arn, shard_id, sequence_number, arrived_at } = message;
  const { partition_key = '', quarantined_at = '', payload, payload_encoding, payload_location } = message;
  const place = { stream_arn, shard_id, sequence_number, partition_key };
  const record = { reasons: reasons.map(String), ...place, arrived_at, quarantined_at };
  if (payload !== undefined && payload_encoding !== undefined)
    return { ...record, payload, payload_encoding };
  return payload_location && { ...record, payload_location };
};

/** A refused record with its payload. */
export type QuarantinedRecord = RefusedRecord & PayloadInMessage;

/** The bytes that were sent. */
export const payloadBytes = ({ payload, payload_encoding }: PayloadInMessage): Uint8Array =>
  Buffer.from(payload, payload_encoding === 'base64' ? 'base64' : 'utf8');
