import { isUtf8 } from 'node:buffer';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { fieldOf, jsonOf, textOf } from '../../functions/trip/json-field.ts';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';
import { streamNameOf } from './dead-letter.ts';

export const PAYLOAD_ENCODINGS = ['utf8', 'base64', 'verbatim'] as const;
export type PayloadEncoding = (typeof PAYLOAD_ENCODINGS)[number];

/** A refused record as a message of the quarantine queue tells of it, in the message's own names; docs/data-model.md. */
export interface QuarantinedRecord {
  readonly reasons: readonly string[];
  readonly payload: string;
  readonly payload_encoding: PayloadEncoding;
  readonly stream_arn: string;
  readonly shard_id: string;
  readonly sequence_number: string;
  readonly partition_key: string;
  readonly arrived_at: string;
  readonly quarantined_at: string;
}

/** Where the payload lies that was too large for the queue: its bytes as they were sent. */
export interface PayloadLocation {
  readonly bucket: string;
  readonly key: string;
}

/** What a message itself holds: the payload, or where it is. */
export interface QuarantineMessage {
  readonly record: Omit<QuarantinedRecord, 'payload' | 'payload_encoding'>;
  readonly content: Pick<QuarantinedRecord, 'payload' | 'payload_encoding'> | PayloadLocation;
}

const isEncoding = (value: unknown): value is PayloadEncoding =>
  PAYLOAD_ENCODINGS.some((encoding) => encoding === value);

const contentOf = (value: unknown): QuarantineMessage['content'] | undefined => {
  const payload = textOf(value, 'payload');
  const encoding = fieldOf(value, 'payload_encoding');
  if (payload !== undefined) {
    return isEncoding(encoding) ? { payload, payload_encoding: encoding } : undefined;
  }
  const bucket = textOf(value, 'payload_location', 'bucket');
  const key = textOf(value, 'payload_location', 'key');
  return bucket === undefined || key === undefined ? undefined : { bucket, key };
};

/** Reads what a message, or a line of a file exported from it, says; undefined when it is not of that shape. */
export const quarantineMessageOf = (value: unknown): QuarantineMessage | undefined => {
  const content = contentOf(value);
  const reasons = fieldOf(value, 'reasons');
  const stream_arn = textOf(value, 'stream_arn') ?? '';
  const shard_id = textOf(value, 'shard_id');
  const sequence_number = textOf(value, 'sequence_number');
  const arrived_at = textOf(value, 'arrived_at');
  if (content === undefined || !Array.isArray(reasons) || streamNameOf(stream_arn) === undefined) return;
  if (shard_id === undefined || sequence_number === undefined || arrived_at === undefined) return;
  const record = {
    reasons: reasons.map(String),
    stream_arn,
    shard_id,
    sequence_number,
    partition_key: textOf(value, 'partition_key') ?? '',
    arrived_at,
    quarantined_at: textOf(value, 'quarantined_at') ?? '',
  };
  return { record, content };
};

export const parseQuarantineMessage = (body: string): QuarantineMessage | undefined =>
  quarantineMessageOf(jsonOf(body));

/** Names a record among all records of all streams: `<stream> <shard>:<sequence number>`. */
export const positionOf = ({
  stream_arn,
  shard_id,
  sequence_number,
}: Pick<QuarantinedRecord, 'stream_arn' | 'shard_id' | 'sequence_number'>): string =>
  `${streamNameOf(stream_arn)} ${shard_id}:${sequence_number}`;

/** The bytes that were sent. */
export const payloadBytes = ({
  payload,
  payload_encoding,
}: Pick<QuarantinedRecord, 'payload' | 'payload_encoding'>): Uint8Array =>
  Buffer.from(payload, payload_encoding === 'base64' ? 'base64' : 'utf8');

/** Completes a message with its payload, from S3 where it lies there; undefined when it is no longer there. */
export const readPayload = async (
  { record, content }: QuarantineMessage,
  s3: S3Client,
): Promise<QuarantinedRecord | undefined> => {
  if ('payload' in content) return { ...record, ...content };
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: content.bucket, Key: content.key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const payload_encoding = isUtf8(bytes) ? 'utf8' : 'base64';
    return { ...record, payload: bytes.toString(payload_encoding), payload_encoding };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

/** Connects to where large payloads lie. */
export const connectPayloads = (target: AwsTarget): S3Client =>
  new S3Client({ ...clientConfiguration(target), forcePathStyle: target.endpoint !== undefined });
