import { describe, expect, test } from '@jest/globals';
import {
  afterDelivery,
  type DeliveryPlan,
  planDelivery,
  type RetryRules,
  withoutExpired,
} from '../../../../local/pipes/delivery/delivery-plan.ts';
import type { PipeRecord } from '../../../../local/pipes/delivery/pipe-record.ts';
import { recordsOf } from '../records-under-test.ts';

/** Delivers a batch until its plan is done; `fails` says which records of a delivery fail. */
const run = (
  batch: readonly PipeRecord[],
  rules: RetryRules,
  fails: (records: readonly PipeRecord[]) => readonly PipeRecord[],
) => {
  const deliveries: string[] = [];
  const exhausted: string[] = [];
  let plan: DeliveryPlan = planDelivery(batch);
  for (let next = plan[0]; next; next = plan[0]) {
    deliveries.push(keysOf(next.records));
    const step = afterDelivery(plan, new Set(fails(next.records)), rules);
    if (step.exhausted.length > 0) exhausted.push(keysOf(step.exhausted));
    plan = step.plan;
  }
  return { deliveries, exhausted };
};

const keysOf = (records: readonly PipeRecord[]) => records.map(({ partitionKey }) => partitionKey).join('');
const batch = recordsOf([...'abcdefgh']);
const throwsOver = (poison: string) => (records: readonly PipeRecord[]) =>
  records.some(({ partitionKey }) => partitionKey === poison) ? records : [];
const namesOnly = (poison: string) => (records: readonly PipeRecord[]) =>
  records.filter(({ partitionKey }) => poison.includes(partitionKey));

describe('the plan after a failure', () => {
  test('with bisect, a batch that throws is halved until the record at fault is alone and out of retries', () => {
    const rules = { bisect: true, maximumRetryAttempts: 2 };
    expect(run(batch, rules, throwsOver('c'))).toEqual({
      deliveries: ['abcdefgh', 'abcd', 'ab', 'cd', 'c', 'c', 'c', 'd', 'efgh'],
      exhausted: ['c'],
    });
  });

  test('with bisect and no retries the record at fault is still found', () => {
    const { exhausted } = run(batch, { bisect: true, maximumRetryAttempts: 0 }, throwsOver('h'));
    expect(exhausted).toEqual(['h']);
  });

  test('with bisect, only the records that were named are halved and retried', () => {
    const rules = { bisect: true, maximumRetryAttempts: 1 };
    expect(run(batch, rules, namesOnly('bg'))).toEqual({
      deliveries: ['abcdefgh', 'b', 'b', 'g', 'g'],
      exhausted: ['b', 'g'],
    });
  });

  test('without bisect, what failed is retried together and given up on together', () => {
    const rules = { bisect: false, maximumRetryAttempts: 2 };
    expect(run(batch, rules, namesOnly('bg'))).toEqual({
      deliveries: ['abcdefgh', 'bg', 'bg'],
      exhausted: ['bg'],
    });
    expect(run(batch, rules, throwsOver('c')).exhausted).toEqual(['abcdefgh']);
  });

  test('without a limit a record is retried until it succeeds', () => {
    let failures = 0;
    const fails = (records: readonly PipeRecord[]) => (failures++ < 500 ? records : []);
    const { deliveries, exhausted } = run(batch, { bisect: false, maximumRetryAttempts: Infinity }, fails);
    expect([deliveries.length, exhausted]).toEqual([501, []]);
  });
});

test('records that are too old leave the plan, the others stay with their retries', () => {
  const plan = [
    { records: batch.slice(0, 2), retries: 3 },
    { records: batch.slice(2, 5), retries: 0 },
  ];
  const { expired, plan: rest } = withoutExpired(plan, 3);
  expect(expired).toEqual(batch.slice(0, 3));
  expect(rest).toEqual([{ records: batch.slice(3, 5), retries: 0 }]);
  expect(withoutExpired(plan, -Infinity)).toEqual({ expired: [], plan });
});
