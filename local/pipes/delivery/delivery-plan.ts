import type { PipeDefinition } from '../definition/pipe-definition.ts';
import type { PipeRecord } from './pipe-record.ts';

/** Records to deliver together, and how many of their retries are used up. */
export interface Delivery {
  readonly records: readonly PipeRecord[];
  readonly retries: number;
}

/**
 * The deliveries that remain for one batch. Of two records with the same key, the earlier one is
 * never in a later delivery, so order per key holds if each delivery is settled before the next begins.
 */
export type DeliveryPlan = readonly Delivery[];

export type RetryRules = Readonly<Pick<PipeDefinition, 'maximumRetryAttempts' | 'bisect'>>;

interface Step {
  readonly succeeded: readonly PipeRecord[];
  /** Failed, and out of retries. */
  readonly exhausted: readonly PipeRecord[];
  readonly plan: DeliveryPlan;
}

export const planDelivery = (batch: readonly PipeRecord[]): DeliveryPlan => [{ records: batch, retries: 0 }];

/**
 * The next step after the answer to the plan's first delivery, given the records that failed. Only these
 * are delivered again. With bisect, several failed records are halved, which uses up no retry
 * (https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html); a record that fails alone,
 * or a batch without bisect, is retried as it is.
 */
export const afterDelivery = (
  [delivery, ...rest]: DeliveryPlan,
  failed: ReadonlySet<PipeRecord>,
  { maximumRetryAttempts, bisect }: RetryRules,
): Step => {
  const { records, retries } = delivery ?? { records: [], retries: 0 };
  const succeeded = records.filter((record) => !failed.has(record));
  const remaining = records.filter((record) => failed.has(record));
  if (remaining.length === 0) return { succeeded, exhausted: [], plan: rest };
  if (bisect && remaining.length > 1) {
    const middle = Math.ceil(remaining.length / 2);
    const halves = [remaining.slice(0, middle), remaining.slice(middle)];
    const plan = [...halves.map((half) => ({ records: half, retries: 0 })), ...rest];
    return { succeeded, exhausted: [], plan };
  }
  if (retries >= maximumRetryAttempts) return { succeeded, exhausted: remaining, plan: rest };
  return { succeeded, exhausted: [], plan: [{ records: remaining, retries: retries + 1 }, ...rest] };
};

/** Removes the records that arrived before `oldestArrivalMs` from the plan. */
export const withoutExpired = (
  plan: DeliveryPlan,
  oldestArrivalMs: number,
): { expired: readonly PipeRecord[]; plan: DeliveryPlan } => {
  const isExpired = ({ arrivalMs }: PipeRecord) => arrivalMs < oldestArrivalMs;
  const expired = plan.flatMap(({ records }) => records.filter(isExpired));
  if (expired.length === 0) return { expired, plan };
  const fresh = plan.map(({ records, retries }) => ({
    records: records.filter((record) => !isExpired(record)),
    retries,
  }));
  return { expired, plan: fresh.filter(({ records }) => records.length > 0) };
};
