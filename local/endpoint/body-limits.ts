const KIB = 1024;
const MIB = 1024 * KIB;

/** What a character becomes at worst: `\u0000` in JSON, `%00` in a form. */
const JSON_ESCAPE = 6;
const FORM_ESCAPE = 3;
const BASE64 = 4 / 3;
/** Names, keys and punctuation around what a quota counts. */
const ENVELOPE = MIB;

/** For control requests, whose own quotas are smaller. */
const OTHERS = MIB;

/**
 * The largest body that a service accepts, from the quota that AWS documents and from how a request encodes what the
 * quota counts. S3 accepts 5 GiB on AWS; what is stored here is kept in memory.
 */
const LIMITS = new Map([
  // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
  ['kinesis', 10 * MIB * BASE64 + ENVELOPE],
  // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
  ['dynamodb', 16 * MIB],
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
  ['sqs', MIB * JSON_ESCAPE + ENVELOPE],
  // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
  ['sns', 256 * KIB * FORM_ESCAPE + ENVELOPE],
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  ['lambda', 6 * MIB],
  // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
  ['states', MIB],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
  ['monitoring', MIB],
  // The limit of the emulator behind it.
  ['s3', 11 * MIB],
]);

/** In bytes, by the service's name in signatures. */
export const bodyLimit = (service: string): number => Math.floor(LIMITS.get(service) ?? OTHERS);

/** The most that a compressed body may hold, whatever the service. */
export const MOST_PLAIN_BYTES = 16 * MIB;
