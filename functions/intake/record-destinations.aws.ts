import {
  type AttributeValue,
  ConditionalCheckFailedException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { awsCall, clientSettings, dynamoDb, lazily } from '../aws/aws-call.aws.ts';
import type { PipeRecord } from '../contracts/pipe-record.ts';
import {
  deadLetterMessage,
  type PayloadLocation,
  payloadBytesOf,
  payloadKeyOf,
  quarantineMessage,
  type RecordError,
} from '../contracts/quarantine-message.ts';
import { dateOf, EXPIRY_ATTRIBUTE, expiryOf } from '../trip/business-time.ts';
import {
  type HalfTrip,
  POSITION_BY_HALF,
  type SaveHalfTrip,
  SupersededRecord,
  TRIP_STATUS,
} from '../trip/trip.ts';

interface TripTableOptions {
  readonly tableName: string;
  /** For how many days after its date a trip is kept; undefined if for good. */
  readonly keepTripsDays: number | undefined;
}

/**
 * Sets a trip's status without reading it. Each half leaves `completed` under the other half's name, as the status that
 * the other is to set. It then sets what it finds under its own name, or its own status if the other half has not come
 * yet.
 */
const STATUS_BY_HALF = {
  start: { alone: TRIP_STATUS.started, own: 'status_after_start', others: 'status_after_end' },
  end: { alone: TRIP_STATUS.ended, own: 'status_after_end', others: 'status_after_start' },
} as const;

const attributesOf = ({ text, numbers }: HalfTrip): [string, AttributeValue][] => [
  ...Object.entries(text).map(([name, S]): [string, AttributeValue] => [name, { S }]),
  ...Object.entries(numbers).map(([name, N]): [string, AttributeValue] => [name, { N }]),
];

/**
 * The set of all dates that the ends of a trip have given it. Unlike a single last value, it survives any number of
 * retries.
 */
const KEEP_DATE = ' ADD completion_dates :dates';

/**
 * A trip expires by the date of its end, or by that of its start as long as it has none. The end leaves its own expiry
 * for the start to find, so a start that comes later, or again, changes nothing.
 */
const EXPIRY_BY_HALF = {
  start: [`${EXPIRY_ATTRIBUTE} = if_not_exists(expires_after_end, :expires)`],
  end: [`${EXPIRY_ATTRIBUTE} = :expires`, 'expires_after_end = :expires'],
} as const;

const expiryOfHalf = ({ half, text }: HalfTrip, keepTripsDays: number): string =>
  String(
    expiryOf(
      half === 'end' ? (text.completion_date ?? '') : dateOf(text.pickup_datetime ?? ''),
      keepTripsDays,
    ),
  );

const updateOf = (
  { tableName, keepTripsDays }: TripTableOptions,
  half: HalfTrip,
  now: string,
): UpdateItemCommand => {
  const { alone, own, others } = STATUS_BY_HALF[half.half];
  const position = POSITION_BY_HALF[half.half];
  const attributes = attributesOf(half);
  const names = [...attributes.map(([name]) => name), ...half.absent];
  const removed = half.absent.map((_, index) => `#${attributes.length + index}`);
  const date = half.text.completion_date;
  return new UpdateItemCommand({
    TableName: tableName,
    Key: { trip_id: { S: half.tripId } },
    UpdateExpression: `SET ${[
      ...attributes.map((_, index) => `#${index} = :${index}`),
      `trip_status = if_not_exists(${own}, :alone)`,
      `${others} = :completed`,
      'creation_timestamp = if_not_exists(creation_timestamp, :now)',
      'update_timestamp = :now',
      `${position} = :position`,
      ...(keepTripsDays === undefined ? [] : EXPIRY_BY_HALF[half.half]),
    ].join(
      ', ',
    )}${removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''}${date === undefined ? '' : KEEP_DATE}`,
    ConditionExpression: `attribute_not_exists(${position}) OR ${position} <= :position`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#${index}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(attributes.map(([, value], index) => [`:${index}`, value])),
      ':alone': { S: alone },
      ':completed': { S: TRIP_STATUS.completed },
      ':now': { S: now },
      ':position': { S: half.position },
      ...(date === undefined ? {} : { ':dates': { SS: [date] } }),
      ...(keepTripsDays === undefined ? {} : { ':expires': { N: expiryOfHalf(half, keepTripsDays) } }),
    },
    // DynamoDB returns the old item at no extra capacity. It tells whether the trip is complete, and whether the record
    // has been here before.
    ReturnValues: 'ALL_OLD',
  });
};

/**
 * The dates whose completed trips a write changes, judged by the item before the write. An end that moves a complete
 * trip changes every date that the trip has had: whoever moved it before may have crashed before marking it.
 */
const completionDatesOf = (
  half: HalfTrip,
  before: Record<string, AttributeValue> = {},
): readonly string[] => {
  if (before[STATUS_BY_HALF[half.half].own]?.S !== TRIP_STATUS.completed) return [];
  const dateNow = half.text.completion_date ?? before.completion_date?.S;
  const wasComplete = before.trip_status?.S === TRIP_STATUS.completed;
  const datesBefore = half.half === 'end' && wasComplete ? (before.completion_dates?.SS ?? []) : [];
  return [...new Set([dateNow, ...datesBefore])].filter((date) => date !== undefined);
};

/**
 * Whether the item had this very record before the write. The time tells a repetition by a pipe from one by the SDK, which
 * sends the same request again if its answer was lost.
 */
const isRepeat = (half: HalfTrip, now: string, before: Record<string, AttributeValue> = {}): boolean =>
  before[POSITION_BY_HALF[half.half]]?.S === half.position && before.update_timestamp?.S !== now;

/** The table of trips, with one item each; see docs/data-model.md. */
export const tripTable = (tableName: string, keepTripsDays?: number, client = dynamoDb()) => {
  const options = { tableName, keepTripsDays };

  /**
   * One UpdateItem, idempotent, whichever half comes first.
   * @throws {SupersededRecord} if a record further on in the stream has written the same half of the trip
   * @throws {TransientAwsError} if it is worth another try
   */
  const saveHalfTrip: SaveHalfTrip = async (half, abortSignal) => {
    try {
      const now = new Date().toISOString();
      const update = updateOf(options, half, now);
      const { Attributes } = await awsCall(client.send(update, { abortSignal }));
      return {
        completionDates: completionDatesOf(half, Attributes),
        isRepeat: isRepeat(half, now, Attributes),
      };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      throw new SupersededRecord(`a later record has written this ${half.half} already`, { cause: error });
    }
  };

  return { saveHalfTrip };
};

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

/** The queues in which records wait for a person: refused ones, and ones that make the function fail by themselves. */
export const intakeQueues = ({ quarantineQueueUrl, deadLetterQueueUrl, bucketName }: IntakeQueues) => {
  // Loaded when the first record is refused: most environments of the function never see one.
  const sqs = lazily(async () => {
    const { SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
    return { SendMessageCommand, queues: new SQSClient(clientSettings) };
  });
  const s3 = lazily(async () => {
    const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
    return { PutObjectCommand, bucket: new S3Client(clientSettings) };
  });

  /** Writes the bytes unchanged, over those of an earlier attempt, and returns where they are. */
  const keepPayload = async (
    key: string,
    bytes: Uint8Array,
    abortSignal: AbortSignal,
  ): Promise<PayloadLocation> => {
    const object = { Bucket: bucketName, Key: key, Body: bytes, ContentType: 'application/octet-stream' };
    const { PutObjectCommand, bucket } = await s3();
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
    const { SendMessageCommand, queues } = await sqs();
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
