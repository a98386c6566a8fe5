import { describe, expect, test } from '@jest/globals';
import { differenceText, unsettledOf } from '../../../console/web/pages/flow/ledger-text.ts';
import { balanced } from '../../../producer/ledger/ledger.ts';

const COUNTS = { sent: 1_010, stored: 1_000, superseded: 4, quarantined: 3, deadLettered: 3, redelivered: 0 };

describe('the ledger in words', () => {
  test('says that it adds up', () => {
    expect(differenceText(balanced(COUNTS, 0))).toBe('Every event is accounted for.');
  });

  test('says how many are missing, and what to do', () => {
    const text = differenceText(balanced({ ...COUNTS, stored: 990 }, 0));
    expect(text).toBe('10 cannot be accounted for. Audit the days of these events.');
  });

  test('says that events left uncounted by a crash are not lost', () => {
    const text = differenceText(balanced({ ...COUNTS, stored: 990, redelivered: 10 }, 0));
    expect(text).toMatch(/^10 were stored by a function .* nothing is lost\.$/);
  });

  test('says that events counted twice are not lost', () => {
    expect(differenceText(balanced({ ...COUNTS, sent: 1_008 }, 0))).toMatch(/^2 were counted twice/);
  });

  test('says how many may be on the way, and does not call them missing', () => {
    const ledger = balanced({ ...COUNTS, stored: 990 }, undefined);
    expect(unsettledOf(ledger)).toBe(10);
    expect(differenceText(ledger)).toMatch(/^10 records may still be on the way\./);
  });

  test('does not call everything settled when a pipe may hold something that has not been counted yet', () => {
    expect(differenceText(balanced(COUNTS, undefined))).toMatch(/^All counted records are settled, but /);
  });

  test('does not know how many are on the way when a count is not known', () => {
    const ledger = balanced({ ...COUNTS, deadLettered: undefined }, undefined);
    expect(unsettledOf(ledger)).toBeUndefined();
    expect(differenceText(ledger)).toMatch(/^Records may still be on the way\./);
  });
});
