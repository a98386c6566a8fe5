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

/**
 * The largest message, in bytes of UTF-8:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const SQS_MESSAGE_BYTES = 4 * 256 * 1_024;
/** Room for anything else that may come to count towards the size, such as attributes. */
const HEADROOM_BYTES = 4 * 1_024;
/** The largest message that is sent to the quarantine queue, in bytes of its UTF-8 text. */
export const MAX_MESSAGE_BYTES = SQS_MESSAGE_BYTES - HEADROOM_BYTES;

const fits = (message: string): boolean => Buffer.byteLength(message) <= MAX_MESSAGE_BYTES;

export interface IntakeQueues {
  readonly quarantineQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** Where payloads go that do not fit into a message. */
  readonly bucketName: string;
}

/** The clients are loaded when the first record is refused: most environments of the function never see one. */
const sqs = () => import('@aws-sdk/client-sqs');
const s3 = () => import('@aws-sdk/client-s3');

/** Gives the value that `make` made at the first call. */
const lazily = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= make();
    return value;
  };
};

/** The queues in which records wait for a person: refused ones, and ones that make the function fail by themselves. */
export const intakeQueues = ({ quarantineQueueUrl, deadLetterQueueUrl, bucketName }: IntakeQueues) => {
  const queueClient = lazily(async () => new (await sqs()).SQSClient(clientSettings));
  const bucketClient = lazily(async () => new (await s3()).S3Client(clientSettings));

  /** Writes the bytes unchanged, over those of an earlier attempt, and returns where they are. */
  const keepPayload = async (
    key: string,
    bytes: Uint8Array,
    abortSignal: AbortSignal,
  ): Promise<PayloadLocation> => {
    const object = { Bucket: bucketName, Key: key, Body: bytes, ContentType: 'application/octet-stream' };
    const { PutObjectCommand } = await s3();
    const bucket = await bucketClient();
    await awsCall(bucket.send(new PutObjectCommand(object), { abortSignal }));
    return { bucket: bucketName, key, bytes: bytes.byteLength };
  };

  /** Only the finished text shows its size: JSON writes some characters as six. */
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
    const { SendMessageCommand } = await sqs();
    const queues = await queueClient();
    await awsCall(queues.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }), { abortSignal }));
  };

  return {
    /**
     * Keeps a record and the reasons why it was refused.
     * @throws {TransientAwsError} if it is worth another try
     */
    quarantine: (record: PipeRecord, reasons: readonly string[], abortSignal: AbortSignal): Promise<void> => {
      const now = new Date();
      const message = (location?: PayloadLocation) => quarantineMessage(record, reasons, now, location);
      return send(quarantineQueueUrl, record, message, abortSignal);
    },

    /**
     * Keeps a record and the error that it causes.
     * @throws {TransientAwsError} if it is worth another try
     */
    deadLetter: (record: PipeRecord, error: RecordError, abortSignal: AbortSignal): Promise<void> => {
      const now = new Date();
      const message = (location?: PayloadLocation) => deadLetterMessage(record, error, now, location);
      return send(deadLetterQueueUrl, record, message, abortSignal);
    },
  };
};
