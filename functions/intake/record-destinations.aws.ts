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
  /** How many days a trip is kept after its date; undefined means forever. */
  readonly keepTripsDays: number | undefined;
}

/**
 * Sets a trip's status without reading it. Each half stores `completed` in the other half's attribute, as the status
 * that the other half is to set. It then sets the status that it finds in its own attribute, or `alone` if the other
 * half has not come yet.
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
 * The set of all completion dates that a trip's ends have ever given it. Unlike a single last value, it survives any
 * number of retries.
 */
const KEEP_DATE = ' ADD completion_dates :dates';

/**
 * A trip expires by the date of its end or, as long as it has none, of its start. The end stores its own expiry for the
 * start to find, so a start that comes later, or again, changes nothing.
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
    // DynamoDB returns the old item at no extra capacity. That item shows whether the trip is complete, and whether the
    // record was written before.
    ReturnValues: 'ALL_OLD',
  });
};

/**
 * The dates whose completed trips a write changes, judged by the item before the write. An end that moves a complete
 * trip changes every date that the trip has had: an earlier delivery may have crashed before marking its date.
 */
const completionDatesOf = (
  half: HalfTrip,
  before: Record<string, AttributeValue> = {},
): readonly string[] => {
  if (before[STATUS_BY_HALF[half.half].own]?.S !== TRIP_STATUS.completed) return [];
  const dateNow = half.text.completion_date ?? before.completion_date?.S;
  const datesBefore = half.half === 'end' ? (before.completion_dates?.SS ?? []) : [];
  return [...new Set([dateNow, ...datesBefore])].filter((date) => date !== undefined);
};

/**
 * Whether the item already had this very record before the write. The time distinguishes a redelivery by the pipe from
 * a retry by the SDK, which sends the same request again if its answer was lost.
 */
const isRepeat = (half: HalfTrip, now: string, before: Record<string, AttributeValue> = {}): boolean =>
  before[POSITION_BY_HALF[half.half]]?.S === half.position && before.update_timestamp?.S !== now;

/** The trips table, with one item per trip; see docs/data-model.md. */
export const tripTable = (tableName: string, keepTripsDays?: number, client = dynamoDb()) => {
  const options = { tableName, keepTripsDays };

  /**
   * One UpdateItem, idempotent, whichever half comes first.
   * @throws {SupersededRecord} if a later record in the stream has written the same half of the trip
   * @throws {TransientAwsError} if another try may succeed
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
/** Room for anything else that may count towards the size, such as attributes. */
const HEADROOM_BYTES = 4 * 1_024;
/** The largest message that is sent to either queue, in bytes of its UTF-8 text. */
export const MAX_MESSAGE_BYTES = SQS_MESSAGE_BYTES - HEADROOM_BYTES;

const fits = (message: string): boolean => Buffer.byteLength(message) <= MAX_MESSAGE_BYTES;

export interface IntakeQueues {
  readonly quarantineQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** Stores the payloads that do not fit into a message. */
  readonly bucketName: string;
}

/** The queues in which records wait for a person: refused ones, and ones that alone make the function fail. */
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

  /** Writes the bytes unchanged, overwriting those of an earlier attempt, and returns where they are. */
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

  /** The size is known only once the text is finished: JSON writes some characters as six. */
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
     * @throws {TransientAwsError} if another try may succeed
     */
    quarantine: (record: PipeRecord, reasons: readonly string[], abortSignal: AbortSignal): Promise<void> => {
      const now = new Date();
      const message = (location?: PayloadLocation) => quarantineMessage(record, reasons, now, location);
      return send(quarantineQueueUrl, record, message, abortSignal);
    },

    /**
     * Keeps a record and the error that it causes.
     * @throws {TransientAwsError} if another try may succeed
     */
    deadLetter: (record: PipeRecord, error: RecordError, abortSignal: AbortSignal): Promise<void> => {
      const now = new Date();
      const message = (location?: PayloadLocation) => deadLetterMessage(record, error, now, location);
      return send(deadLetterQueueUrl, record, message, abortSignal);
    },
  };
};
