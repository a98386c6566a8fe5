import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { awsCall, clientSettings } from '../aws/aws-call.aws.ts';
import type { PipeRecord } from '../contracts/pipe-record.ts';
import {
  type PayloadLocation,
  payloadBytesOf,
  payloadKeyOf,
  quarantineMessage,
} from '../contracts/quarantine-message.ts';

/** What a message may hold in UTF-8: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const SQS_MESSAGE_BYTES = 4 * 256 * 1_024;
/** Room for what may come to count as part of the message, such as attributes. */
const HEADROOM_BYTES = 4 * 1_024;
/** The largest message that is sent to the quarantine queue, in bytes of its UTF-8 text. */
export const MAX_MESSAGE_BYTES = SQS_MESSAGE_BYTES - HEADROOM_BYTES;

const fits = (message: string): boolean => Buffer.byteLength(message) <= MAX_MESSAGE_BYTES;

/** The queue in which refused records wait for a person; payloads that do not fit into a message are kept in a bucket. */
export const quarantineQueue = (queueUrl: string, bucketName: string) => {
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
  const messageAbout = async (
    record: PipeRecord,
    reasons: readonly string[],
    abortSignal: AbortSignal,
  ): Promise<string> => {
    const now = new Date();
    const whole = quarantineMessage(record, reasons, now);
    if (fits(whole)) return whole;
    const location = await keepPayload(payloadKeyOf(record), payloadBytesOf(record), abortSignal);
    return quarantineMessage(record, reasons, now, location);
  };

  /** Keeps a record and the reasons why it was refused. @throws {TransientAwsError} when it is worth another try */
  const quarantine = async (
    record: PipeRecord,
    reasons: readonly string[],
    abortSignal: AbortSignal,
  ): Promise<void> => {
    const MessageBody = await messageAbout(record, reasons, abortSignal);
    await awsCall(client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }), { abortSignal }));
  };

  return { quarantine };
};
