import { describe, expect, test } from '@jest/globals';
import { type AuditedTrip, countTrips } from '../../../functions/audit/count-trips.ts';
import { publishAudit } from '../../../functions/audit/publish-audit.ts';
import type { PublishAuditRequest } from '../../../functions/contracts/audit-run.ts';
import { metricsFileText } from '../../../functions/contracts/metrics-file.ts';
import { readAudit } from '../../../functions/daily-kpi/publish-metrics.ts';
import { NONE_IMPLAUSIBLE } from '../../../functions/trip/implausible.ts';
import { BOUNDS, ride } from '../trip/rides-under-test.ts';

const DATE = '2024-05-25';
const CURRENT = `daily/${DATE}/metrics.json`;
const METRICS = { total_fare: '3.01', count_trips: 2, average_fare: '1.5', max_fare: '2', min_fare: '1.01' };
const RUN = { run_id: 'kpi-1', generated_at: '2024-05-26T09:15:00.000Z', revision: 1, metrics: METRICS };

const metricsFile = (run_id: string): string =>
  metricsFileText(
    { date: DATE, ...RUN, run_id, revised_at: RUN.generated_at, restated_because: null, previous: null },
    {
      completed_trips: 2,
      partitions_read: 1,
      pages_read: 1,
      incomplete: null,
      waiting: null,
      implausible: null,
    },
  );

const request = (...segments: AuditedTrip[][]): PublishAuditRequest => ({
  date: DATE,
  run_id: 'audit-1',
  audited_at: '2024-05-27T12:00:00.000Z',
  started_before: '2024-05-26 08:00:00',
  published: RUN,
  partials: segments.map((trips, segment) => {
    const basis = { startedBefore: '2024-05-26 08:00:00', publishedAt: RUN.generated_at, bounds: BOUNDS };
    return {
      segment,
      counts: JSON.parse(JSON.stringify(countTrips(trips, basis))),
      pages: segment + 1,
      items: 10,
      cursor: null,
    };
  }),
});

const completed = (fare: string): AuditedTrip => ({
  status: 'completed',
  tripId: `c${fare}`,
  amounts: { fare_amount: fare },
  ride: ride({ fareAmount: fare }),
  writtenAt: '2024-05-25T12:00:00.000Z',
});

interface World {
  readonly marks?: Readonly<Record<string, string>>;
  /** The run behind the current metrics file; null if there is none. */
  readonly current?: string | null;
}

/** Publishes an audit in such a world. Returns the answer, and the text of the audit file. */
const audit = async (
  asked: PublishAuditRequest,
  { marks = {}, current = 'kpi-1' }: World = {},
): Promise<{ summary: object; text: string }> => {
  const files = new Map(current === null ? [] : [[CURRENT, metricsFile(current)]]);
  const ports = {
    read: async (key: string) => {
      const text = files.get(key);
      return text === undefined ? undefined : { text };
    },
    write: async (key: string, text: string) => void files.set(key, text),
    readLateMarks: async () => new Map(Object.entries(marks)),
  };
  const summary = await publishAudit(asked, ports);
  return { summary, text: files.get(`daily/${DATE}/audit.json`) ?? '' };
};

describe('an audit', () => {
  const found = request(
    [completed('1.005'), { status: 'ended', tripId: 'e1' }],
    [completed('2'), { status: 'started', tripId: 's1', pickupDatetime: `${DATE} 10:00:00` }],
  );

  test('is written whole, exact, in one line', async () => {
    const { text } = await audit(found);
    expect(text).toMatch(/^\{.*\}\n$/);
    expect(text).toContain('"total_fare":3.01,');
    expect(JSON.parse(text)).toEqual({
      date: DATE,
      ends_without_start: 1,
      starts_without_end: 1,
      completed_trips: 2,
      total_fare: 3.01,
      agreement: 'agrees',
      written_since: 0,
      published: {
        run_id: 'kpi-1',
        generated_at: '2024-05-26T09:15:00.000Z',
        revision: 1,
        count_trips: 2,
        total_fare: 3.01,
        differs_in: [],
      },
      implausible: NONE_IMPLAUSIBLE,
      examples: {
        ends_without_start: ['e1'],
        starts_without_end: ['s1'],
        implausible: { dropoff_before_pickup: [], ride_too_long: [], fare_zero: [], fare_too_high: [] },
      },
      audited_at: '2024-05-27T12:00:00.000Z',
      started_before: '2024-05-26 08:00:00',
      segments_read: 2,
      pages_read: 3,
      items_read: 20,
      run_id: 'audit-1',
    });
  });

  test('names the metrics that differ, even if the number of trips and their sum are equal', async () => {
    const { text } = await audit(request([completed('1'), completed('2.01')]));
    expect(JSON.parse(text)).toMatchObject({
      completed_trips: 2,
      total_fare: 3.01,
      agreement: 'disagrees',
      published: { count_trips: 2, total_fare: 3.01, differs_in: ['average_fare', 'max_fare', 'min_fare'] },
    });
  });

  test('names a few of the implausible trips by kind', async () => {
    const { text } = await audit(request([completed('0')], [completed('5000')]));
    expect(JSON.parse(text)).toMatchObject({
      implausible: { fare_zero: 1, fare_too_high: 1, ride_too_long: 0 },
      examples: { implausible: { fare_zero: ['c0'], fare_too_high: ['c5000'] } },
    });
  });

  test('keeps the digits that no JavaScript number has', async () => {
    const { text } = await audit(request([completed('9007199254740993.01')]));
    expect(text).toContain('"total_fare":9007199254740993.01,');
  });

  test('can be read back by the run that repeats it', async () => {
    const { text } = await audit(found);
    const read = async () => ({ text });
    expect(await readAudit({ read, reportUnreadable: () => undefined })(DATE)).toEqual({
      ends_without_start: 1,
      starts_without_end: 1,
      audited_at: '2024-05-27T12:00:00.000Z',
    });
  });

  test('answers without the id of any trip, as its answer may be logged', async () => {
    const { summary } = await audit(found);
    expect(summary).toEqual({
      date: DATE,
      agreement: 'agrees',
      completed_trips: 2,
      total_fare: '3.01',
      ends_without_start: 1,
      starts_without_end: 1,
      key: `daily/${DATE}/audit.json`,
    });
  });
});

describe('what differs', () => {
  const agreementWith = async (...[asked, world]: Parameters<typeof audit>): Promise<unknown> =>
    JSON.parse((await audit(asked, world)).text).agreement;
  const gone = request([completed('1.005')]);

  test('is explained by a late-completion mark that the run has not seen, and by no other', async () => {
    expect(await agreementWith(gone)).toBe('disagrees');
    expect(await agreementWith(gone, { marks: { [DATE]: '2024-05-26T09:10:00.001Z' } })).toBe('run-due');
    expect(await agreementWith(gone, { marks: { [DATE]: '2024-05-26T09:10:00.000Z' } })).toBe('disagrees');
    expect(await agreementWith(gone, { marks: { '2024-05-24': '2024-05-27T00:00:00.000Z' } })).toBe(
      'disagrees',
    );
  });

  test('is nobody’s fault if a run published in the meantime, even if it was the first', async () => {
    expect(await agreementWith(gone, { current: 'kpi-2' })).toBe('republished');
    expect(await agreementWith({ ...gone, published: null }, { current: 'kpi-2' })).toBe('republished');
  });

  test('from nothing is not a difference', async () => {
    expect(await agreementWith({ ...gone, published: null }, { current: null })).toBe('unpublished');
  });
});
