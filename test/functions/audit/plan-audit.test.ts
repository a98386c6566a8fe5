import { expect, test } from '@jest/globals';
import { planAudit } from '../../../functions/audit/plan-audit.ts';
import { InvalidRunInput } from '../../../functions/contracts/agreed.ts';
import { metricsFileText } from '../../../functions/contracts/metrics-file.ts';

const METRICS = { total_fare: '3', count_trips: 2, average_fare: '1.5', max_fare: '2', min_fare: '1' };

const PUBLISHED = metricsFileText(
  {
    ...{ date: '2024-05-25', run_id: 'kpi-1', generated_at: '2024-05-26T09:15:00.000Z', metrics: METRICS },
    ...{ revision: 2, revised_at: '2024-05-26T09:15:00.000Z', restated_because: 'daily', previous: METRICS },
  },
  {
    completed_trips: 2,
    partitions_read: 1,
    pages_read: 1,
    incomplete: null,
    waiting: null,
    implausible: null,
  },
);

interface Kept {
  readonly keepTripsDays?: number;
  readonly leastKeptDays?: number;
  readonly tableBytes?: number;
}

const planWith =
  (
    files: Readonly<Record<string, string>>,
    { keepTripsDays, leastKeptDays, tableBytes = 5_000_000 }: Kept = {},
  ) =>
  (input: unknown) =>
    planAudit(
      { timeZone: 'America/New_York', keepTripsDays },
      {
        read: async (key) => {
          const text = files[key];
          return text === undefined ? undefined : { text };
        },
        readTableBytes: async () => tableBytes,
        readPastSettings: async () => ({ largestPartitionCount: 0, leastKeptDays }),
      },
    )({
      input,
      execution_name: 'audit-1',
      execution_start_time: '2024-05-27T03:30:00.000Z',
    });

test('a date’s audit reads every segment, and knows what is published', async () => {
  const plan = await planWith({ 'daily/2024-05-25/metrics.json': PUBLISHED })({ date: '2024-05-25' });
  expect(plan).toEqual({
    run_id: 'audit-1',
    audited_at: '2024-05-27T03:30:00.000Z',
    date: '2024-05-25',
    // A day before 23:30 on the 26th, by the business's wall clock.
    started_before: '2024-05-25 23:30:00',
    published: {
      run_id: 'kpi-1',
      generated_at: '2024-05-26T09:15:00.000Z',
      revision: 2,
      metrics: METRICS,
    },
    published_at: '2024-05-26T09:15:00.000Z',
    segments: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    total_segments: 16,
  });
});

test('a date without metrics is audited anyway', async () => {
  const plan = await planWith({})({ date: '2024-05-25' });
  expect(plan).toMatchObject({ published: null, published_at: null });
});

test('metrics that cannot be read fail the audit, and the error names the file', async () => {
  const plan = planWith({ 'daily/2024-05-25/metrics.json': 'edited by hand' });
  await expect(plan({ date: '2024-05-25' })).rejects.toThrow(
    'daily/2024-05-25/metrics.json cannot be read: move it away and run the day again',
  );
});

test.each([
  [{ date: '2024-02-30' }, '"2024-02-30"'],
  [{ date: 20240525 }, '20240525'],
  [{}, 'undefined'],
  [{ date: '2024-05-25', scheduled_time: 'x' }, 'unknown key "scheduled_time"'],
  ['2024-05-25', 'must be a JSON object'],
  [null, 'must be a JSON object'],
])(
  'an input without a valid day fails the audit with a named error and the remedy: %j',
  async (input, named) => {
    const refusal = await planWith({})(input).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidRunInput);
    expect(String(refusal)).toContain(named);
    expect(String(refusal)).toContain('Start the audit again with {"date": "2024-05-25"}.');
  },
);

test.each([{ keepTripsDays: 60 }, { leastKeptDays: 60 }])(
  'a date whose trips are no longer kept is refused, the next one is audited: %j',
  async (kept) => {
    // The audit starts on 26 May in New York; 27 March is 60 days before.
    const plan = planWith({}, kept);
    await expect(plan({ date: '2024-03-26' })).rejects.toThrow(
      'The trips of 2024-03-26 are no longer kept: the oldest date with all its trips is 2024-03-27.',
    );
    expect(await plan({ date: '2024-03-27' })).toMatchObject({ date: '2024-03-27' });
  },
);

test('a large table has more segments, and one that is too large for an execution is refused', async () => {
  const tb = 1_024 ** 4;
  const plan = await planWith({}, { tableBytes: tb })({ date: '2024-05-25' });
  expect([plan.total_segments, plan.segments.length, plan.segments.at(-1)]).toEqual([80, 80, 79]);
  const refusal = planWith({}, { tableBytes: 3 * tb })({ date: '2024-05-25' });
  await expect(refusal).rejects.toBeInstanceOf(InvalidRunInput);
  await expect(refusal).rejects.toThrow('the table has 3.0 TB, more than an audit reads in its 6 hours');
});
