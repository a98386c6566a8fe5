import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidRunInput } from '../../../functions/contracts/agreed.ts';
import { keptFromDate, refuseIfExpired, refuseIfGone } from '../../../functions/contracts/run-input.ts';
import { dateDaysBefore, expiryOf } from '../../../functions/trip/business-time.ts';

const zones = fc.constantFrom('America/New_York', 'Pacific/Kiritimati', 'Etc/GMT+12', 'Europe/Paris', 'UTC');
const instants = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2034-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('dates whose trips are kept', () => {
  test('no trip of such a date expires before the date is refused, in any time zone', () => {
    fc.assert(
      fc.property(instants, zones, fc.integer({ min: 10, max: 400 }), (now, timeZone, keepTripsDays) => {
        const oldest = keptFromDate(now, timeZone, keepTripsDays);
        expect(expiryOf(oldest, keepTripsDays) * 1_000).toBeGreaterThan(now.getTime());
      }),
    );
  });

  test('a date expires at most three days after it was last kept', () => {
    fc.assert(
      fc.property(instants, zones, fc.integer({ min: 10, max: 400 }), (now, timeZone, keepTripsDays) => {
        const gone = dateDaysBefore(keptFromDate(now, timeZone, keepTripsDays), 3);
        expect(expiryOf(gone, keepTripsDays) * 1_000).toBeLessThanOrEqual(now.getTime());
      }),
    );
  });

  test('without a limit, now or ever, they are all dates', () => {
    expect(keptFromDate(new Date(), 'UTC')).toBe('');
  });
});

test('a date whose trips are no longer kept is refused, with what to start instead', () => {
  expect(() => refuseIfGone('2024-03-01', '2024-03-01', 'Start {}.')).not.toThrow();
  expect(() => refuseIfGone('2024-02-29', '2024-03-01', 'Start {}.')).toThrow(
    new InvalidRunInput(
      'The trips of 2024-02-29 are no longer kept: the oldest date with all its trips is 2024-03-01. Its published metrics stay as they are. Start {}.',
    ),
  );
});

test('an execution that was redriven so late that trips may be gone is refused at its end', () => {
  // 60 days after 1 March is 30 April, and two more are 2 May.
  const at = (moment: string) => () => refuseIfExpired('2024-03-01', new Date(moment), 60);
  expect(at('2024-05-01T23:59:59Z')).not.toThrow();
  expect(at('2024-05-02T00:00:00Z')).toThrow(
    new InvalidRunInput(
      'The trips of 2024-03-01 are no longer kept, and some may have been removed while this execution read them. Its published metrics stay as they are.',
    ),
  );
  expect(() => refuseIfExpired('2024-03-01', new Date('2030-01-01T00:00:00Z'), undefined)).not.toThrow();
});
