/**
 * What can go wrong, per service. A fault that the client sees as an error has the name that the
 * service's API reference gives it.
 */

/** Faults of a request to a service's API. Only the last two let the service run the request. */
const API_FAULTS = ['throttle', 'error', 'timeout', 'late-answer', 'lost-answer'] as const;
/** Faults of an invocation: how its environment ends, before the handler, during it or instead of the answer. */
const INVOCATION_FAULTS = ['crash', 'out-of-memory', 'timeout'] as const;
/** Faults of a batch that a pipe delivers. */
const DELIVERY_FAULTS = ['duplicate', 'lost-answer', 'reorder', 'replay'] as const;

/** A permanent refusal, such as of an item that the service does not accept. */
const REFUSED = 'refuse';

export const FAULT_KINDS = {
  dynamodb: [...API_FAULTS, REFUSED],
  kinesis: [...API_FAULTS, 'partial'],
  sqs: API_FAULTS,
  s3: API_FAULTS,
  lambda: API_FAULTS,
  states: API_FAULTS,
  function: INVOCATION_FAULTS,
  pipe: DELIVERY_FAULTS,
} as const;

export type FaultService = keyof typeof FAULT_KINDS;
export type FaultKind = (typeof FAULT_KINDS)[FaultService][number];

/** The services whose requests come over HTTP. */
export type ApiService = Exclude<FaultService, 'function' | 'pipe'>;

export interface FaultRule {
  readonly service: FaultService;
  /** The API operation, or the name of the function or pipe; left out, all of the service's. */
  readonly operation?: string | undefined;
  readonly kind: FaultKind;
  /** The share of the matching requests that it strikes, 0 to 1. */
  readonly rate: number;
  /** How many matching requests in a row are struck each time. */
  readonly burst: number;
  /** How late an answer comes, or the longest that an invocation runs before its environment ends. */
  readonly delayMs: number;
  /** Only invocations whose event, and requests of DynamoDB and Lambda whose path or body, contain this text. */
  readonly match?: string | undefined;
  /** The rule ends this long after the start, as an outage does. */
  readonly forMs: number;
  /** For `partial`: the share of the records that are refused, 0 to 1. */
  readonly share: number;
  /** For `throttle` on DynamoDB: the index that is throttled, instead of the table. */
  readonly index?: string | undefined;
}

export interface FaultPlan {
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  readonly rules: readonly FaultRule[];
}

export const FAULT_SERVICES = Object.keys(FAULT_KINDS).filter(
  (name): name is FaultService => name in FAULT_KINDS,
);
