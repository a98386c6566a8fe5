import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { awsCall, clientSettings } from '../aws/aws-call.aws.ts';
import type { PipeRecord } from '../contracts/pipe-record.ts';
import {
  deadLetterMessage,
  type PayloadLocation,
  payloadBytesOf,
  payloadKeyOf,
  quarantineMessage,
  type RecordError,
} from '../contracts/quarantine-message.ts';

/** What a message may hold in UTF-8: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const SQS_MESSAGE_BYTES = 4 * 256 * 1_024;
/** Room for what may come to count as part of the message, such as attributes. */
const HEADROOM_BYTES = 4 * 1_024;
/** The largest message that is sent to the quarantine queue, in bytes of its UTF-8 text. */
export const MAX_MESSAGE_BYTES = SQS_MESSAGE_BYTES - HEADROOM_BYTES;

const fits = (message: string): boolean => Buffer.byteLength(message) <= MAX_MESSAGE_BYTES;

export interface IntakeQueues {
  readonly quarantineQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** Keeps payloads that do not fit into a message. */
  readonly bucketName: string;
}

/** The queues in which records wait for a person: refused ones, and those that alone make the function fail. */
export const intakeQueues = ({ quarantineQueueUrl, deadLetterQueueUrl, bucketName }: IntakeQueues) => {
  const client = new SQSClient(clientSettings);
  const bucket = new S3Client(clientSettings);

  /** Writes the bytes as they are, over those of an earlier try, and says where. */
  const keepPayload = async (
    key: string,
    bytes: Uint8Array,
    abortSignal: AbortSignal,
  ): Promise<PayloadLocation> => {
    const object = { Bucket: bucketName, Key: key, Body: bytes, ContentType: 'application/octet-stream' };
    await awsCall(bucket.send(new PutObjectCommand(object), { abortSignal }));
    return { bucket: bucketName, key, bytes: bytes.byteLength };
  };

  /** Only the finished text tells its size: JSON writes some characters in six. */
  const send = async (
    queueUrl: string,
    record: PipeRecord,
    messageWith: (location?: PayloadLocation) => string,
    abortSignal: AbortSignal,
  ): Promise<void> => {
    const whole = messageWith();
    const MessageBody = fits(whole)
      ? whole
      : messageWith(await keepPayload(payloadKeyOf(record), payloadBytesOf(record), abortSignal));
    await awsCall(client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }), { abortSignal }));
  };

  return {
    /** Keeps a record and the reasons why it was refused. @throws {TransientAwsError} when it is worth another try */
    quarantine: (record: PipeRecord, reasons: readonly string[], abortSignal: AbortSignal): Promise<void> => {
      const now = new Date();
      const message = (location?: PayloadLocation) => quarantineMessage(record, reasons, now, location);
      return send(quarantineQueueUrl, record, message, abortSignal);
    },

    /** Keeps a record and the error that it alone causes. @throws {TransientAwsError} when it is worth another try */
    deadLetter: (record: PipeRecord, error: RecordError, abortSignal: AbortSignal): Promise<void> => {
      const now = new Date();
      const message = (location?: PayloadLocation) => deadLetterMessage(record, error, now, location);
      return send(deadLetterQueueUrl, record, message, abortSignal);
    },
  };
};
