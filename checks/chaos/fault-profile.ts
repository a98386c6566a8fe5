/**
 * Every fault that the local cloud can inject. At these rates, a batch of 500 records rarely passes unharmed, and a
 * record on its own rarely crashes the function three times. The SDK hides single faults from the functions, so some
 * come in bursts. A hang costs the function's client 5 s, so hangs are the rarest.
 */
const PROFILE: readonly (readonly [
  service: string,
  operation: string | undefined,
  kind: string,
  rate: number,
  burst?: number,
])[] = [
  ['dynamodb', 'UpdateItem', 'throttle', 0.002, 30],
  ['dynamodb', 'UpdateItem', 'throttle', 0.02],
  ['dynamodb', 'UpdateItem', 'error', 0.005],
  ['dynamodb', 'UpdateItem', 'lost-answer', 0.005],
  ['dynamodb', 'UpdateItem', 'timeout', 0.0001],
  ['dynamodb', 'UpdateItem', 'late-answer', 0.0001],
  ['dynamodb', 'Query', 'throttle', 0.02, 20],
  ['dynamodb', 'Query', 'throttle', 0.1],
  ['dynamodb', 'Query', 'error', 0.05],
  ['dynamodb', 'Query', 'timeout', 0.02],
  ['kinesis', 'PutRecords', 'partial', 0.3],
  ['kinesis', 'PutRecords', 'throttle', 0.05],
  ['kinesis', 'PutRecords', 'error', 0.05],
  ['kinesis', 'PutRecords', 'lost-answer', 0.05],
  ['kinesis', 'GetRecords', 'throttle', 0.05],
  ['kinesis', 'GetRecords', 'error', 0.02],
  ['sqs', 'SendMessage', 'error', 0.02, 10],
  ['sqs', 'SendMessage', 'throttle', 0.05],
  ['sqs', 'SendMessage', 'error', 0.05],
  ['sqs', 'SendMessage', 'lost-answer', 0.05],
  ['sqs', 'SendMessage', 'late-answer', 0.005],
  ['s3', 'HeadObject', 'error', 0.2],
  ['s3', 'PutObject', 'throttle', 0.2],
  ['s3', 'PutObject', 'error', 0.1],
  ['s3', 'PutObject', 'lost-answer', 0.2],
  ['s3', 'PutObject', 'late-answer', 0.05],
  ['lambda', 'Invoke', 'throttle', 0.05],
  ['lambda', 'Invoke', 'error', 0.03],
  ['states', 'StartExecution', 'throttle', 0.2],
  ['states', 'DescribeExecution', 'error', 0.05],
  ['function', undefined, 'crash', 0.04],
  ['function', undefined, 'out-of-memory', 0.03],
  ['function', undefined, 'timeout', 0.03],
  ['pipe', undefined, 'duplicate', 0.05],
  ['pipe', undefined, 'lost-answer', 0.03],
  ['pipe', undefined, 'reorder', 0.3],
  ['pipe', undefined, 'replay', 0.1],
];

export const PROFILES = ['all', 'outage', 'poison'] as const;
export type Profile = (typeof PROFILES)[number];

/** By the cloud's clock. */
export const OUTAGE_MINUTES = 30;

const rulesOf = (profile: Profile, poison: readonly string[]): object[] => {
  if (profile === 'outage')
    return [
      {
        ...{ service: 'dynamodb', operation: 'UpdateItem', kind: 'throttle', rate: 1 },
        forMs: OUTAGE_MINUTES * 60_000,
      },
    ];
  if (profile === 'poison')
    return poison.map((tripId) => ({
      service: 'dynamodb',
      operation: 'UpdateItem',
      kind: 'refuse',
      rate: 1,
      match: `"${tripId}"`,
    }));
  return PROFILE.map(([service, operation, kind, rate, burst]) => ({
    service,
    operation,
    kind,
    rate,
    burst,
  }));
};

/** The text of the faults file for one start of the cloud; `poison` are the trips that the table refuses. */
export const faultsFileText = (seed: number, profile: Profile, poison: readonly string[]): string =>
  `${JSON.stringify({ seed, faults: rulesOf(profile, poison) }, null, 2)}\n`;
