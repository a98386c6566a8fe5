import { describe, expect, test } from '@jest/globals';
import type { Arrival } from '../../../functions/trip/trip-event.ts';
import { failures, intake, record } from './intake-under-test.ts';

test('a record is parsed with its time of arrival and the business’s time zone', async () => {
  const arrivals: Arrival[] = [];
  const { deliver } = intake({
    parse: (_, arrival) => {
      arrivals.push(arrival);
      return { event: { trip_id: 'a', pickup_datetime: '2024-05-25 10:00:00' } };
    },
  });
  await deliver([record('a', 1)]);
  expect(arrivals).toEqual([{ arrivedAt: 1_716_600_000_500, timeZone: 'America/New_York' }]);
});

describe('data', () => {
  test.each(['abc', 'abc!', '!abc', 'ab=c', 'a==='])(
    'that is not base64 is refused as such: %s',
    async (data) => {
      const { deliver, quarantined, summaries } = intake();
      expect(await deliver([record('a', 1, data)])).toEqual(failures());
      expect(quarantined).toEqual([{ sequence: '1', reasons: ["the record's data is not base64"] }]);
      expect(summaries[0]?.quarantinedByKind).toEqual({ 'not-base64': 1 });
    },
  );

  test.each(['', 'YWI=', 'YQ==', '+/+/'])('that is base64 is read: %j', async (data) => {
    const { deliver, summaries } = intake();
    await deliver([record('a', 1, data)]);
    expect(summaries[0]?.quarantinedByKind).not.toHaveProperty('not-base64');
  });
});
