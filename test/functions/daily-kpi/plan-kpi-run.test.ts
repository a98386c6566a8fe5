import { describe, expect, test } from '@jest/globals';
import { InvalidRunInput, laneShape, mostDays } from '../../../functions/contracts/agreed.ts';
import { type PlanPorts, planKpiRun } from '../../../functions/daily-kpi/plan-kpi-run.ts';
import { dateDaysBefore } from '../../../functions/trip/business-time.ts';

const SETTINGS = { partitionCount: 3, timeZone: 'America/New_York', lookBackDays: 35 };

/** What a run finds: unless a test says otherwise, a table older than any day, and a metrics file for each day. */
interface World {
  readonly marks?: Readonly<Record<string, string>>;
  readonly unpublished?: readonly string[];
  readonly tableCreation?: string;
  readonly largestPartitionCount?: number;
  readonly leastKeptDays?: number;
}

const world = ({
  marks = {},
  unpublished = [],
  tableCreation = '2023-01-01T00:00:00Z',
  largestPartitionCount = 0,
  leastKeptDays,
}: World): PlanPorts => ({
  readLateMarks: async (dates) => new Map(Object.entries(marks).filter(([date]) => dates.includes(date))),
  readPublishedDates: async (from) => {
    const days = Array.from({ length: 100 }, (_, index) => dateDaysBefore('2024-05-31', index));
    return new Set(days.filter((date) => date >= from && !unpublished.includes(date)));
  },
  readTableCreation: async () => new Date(tableCreation),
  readPastSettings: async () => ({ largestPartitionCount, leastKeptDays }),
});

const planWith = (ports: World = {}, settings = SETTINGS) => planKpiRun(settings, world(ports));
const plan = planWith();

const request = (input: unknown) => ({
  input,
  execution_name: 'kpi-1',
  execution_start_time: '2024-05-26T03:30:00.000Z',
});

const datesOf = async (input: unknown, planned = plan) =>
  (await planned(request(input))).days.map(({ date }) => date);

test('an input with a date means that date, with all its partitions', async () => {
  expect(await plan(request({ date: '2024-02-29' }))).toEqual({
    run_id: 'kpi-1',
    generated_at: '2024-05-26T03:30:00.000Z',
    stop_at: '2024-05-26T06:00:00.000Z',
    days: [
      {
        date: '2024-02-29',
        lanes: ['2024-02-29#00', '2024-02-29#01', '2024-02-29#02'].map((name) => ({ partitions: [name] })),
        reason: 'requested',
        late_marker: null,
      },
    ],
  });
});

test('an empty input means yesterday by the business’s wall clock, not by UTC', async () => {
  // 23:30 on 25 May in New York, where it still is the 25th.
  expect(await datesOf({})).toEqual(['2024-05-24']);
});

test('a trigger that comes late is for the day that it was meant for', async () => {
  expect(await datesOf({ scheduled_time: '2024-05-20T09:15:00Z' })).toEqual(['2024-05-19']);
});

describe('days with late completions', () => {
  const marks = {
    '2024-05-24': 't0',
    '2024-05-20': 't1',
    '2024-04-19': 't2',
    '2024-04-11': 'too old',
    '2024-05-25': 'too new',
  };

  test('follow yesterday, newest first, as far back as the window reaches; no other day is summed', async () => {
    const { days } = await planWith({ marks })(request({}));
    expect(days.map(({ date, reason, late_marker }) => [date, reason, late_marker])).toEqual([
      ['2024-05-24', 'daily', 't0'],
      ['2024-05-20', 'late-completions', 't1'],
      ['2024-04-19', 'late-completions', 't2'],
    ]);
    expect(days[2]?.lanes.flatMap(({ partitions }) => partitions)).toEqual([
      '2024-04-19#00',
      '2024-04-19#01',
      '2024-04-19#02',
    ]);
  });

  test('stay out of a run that was asked for one day, whose own mark it knows', async () => {
    const asked: (readonly string[])[] = [];
    const readLateMarks = async (dates: readonly string[]) => {
      asked.push(dates);
      return new Map(Object.entries(marks));
    };
    const { days } = await planKpiRun(SETTINGS, { ...world({}), readLateMarks })(
      request({ date: '2024-05-20' }),
    );
    expect(asked).toEqual([['2024-05-20']]);
    expect(days).toMatchObject([{ date: '2024-05-20', reason: 'requested', late_marker: 't1' }]);
  });

  test('never outnumber what the history of one execution can hold; the oldest wait', async () => {
    const dates = Array.from({ length: 97 }, (_, day) => dateDaysBefore('2024-05-24', day + 1));
    const { days } = await planWith(
      { marks: Object.fromEntries(dates.map((date) => [date, 't'])) },
      { ...SETTINGS, partitionCount: 100, lookBackDays: 90 },
    )(request({}));
    expect(days.map(({ date }) => date)).toEqual(['2024-05-24', ...dates]);
    const begun = days.filter(({ lanes }) => lanes.length > 0);
    expect(begun).toEqual(days.slice(0, begun.length));
    // Yesterday and all of the default look-back window.
    expect(begun.length).toBeGreaterThanOrEqual(36);
    expect(begun.length).toBe(mostDays(laneShape(100).lanes));
    expect(begun.length).toBeLessThan(days.length);
  });
});

describe('the lanes of a day', () => {
  const lanesWith = async (partitionCount: number) => {
    const { days } = await planWith({}, { ...SETTINGS, partitionCount })(request({ date: '2024-05-20' }));
    return days[0]?.lanes.map(({ partitions }) => partitions.length);
  };

  test.each([
    [1, 1, 1],
    [16, 16, 1],
    [40, 40, 1],
    [41, 21, 2],
    [80, 40, 2],
    [100, 34, 3],
  ])('of %i partitions are %i, none longer than %i', async (partitions, lanes, longest) => {
    const lengths = (await lanesWith(partitions)) ?? [];
    expect(lengths).toHaveLength(lanes);
    expect(Math.max(...lengths)).toBe(longest);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(partitions);
  });

  test('have each partition once', async () => {
    const { days } = await planWith(
      {},
      { ...SETTINGS, partitionCount: 100 },
    )(request({ date: '2024-05-20' }));
    const names = days[0]?.lanes.flatMap(({ partitions }) => partitions) ?? [];
    expect(new Set(names).size).toBe(100);
    expect(names.at(-1)).toBe('2024-05-20#99');
  });
});

test('a mark that has left the look-back window waits a week for a run that reads it', async () => {
  const { days } = await planWith({ marks: { '2024-04-18': 't', '2024-04-12': 't', '2024-04-11': 't' } })(
    request({}),
  );
  expect(days.map(({ date }) => date)).toEqual(['2024-05-24', '2024-04-18', '2024-04-12']);
});

describe('days that no run has published', () => {
  const unpublished = ['2024-05-23', '2024-05-20', '2024-04-19', '2024-04-18'];
  const summed = async (ports: World, input: unknown = {}) =>
    (await planWith(ports)(request(input))).days.map(({ date, reason }) => `${date} ${reason}`);

  test('of the look-back window follow yesterday, newest first, among days with late completions', async () => {
    expect(await summed({ unpublished, marks: { '2024-04-25': 't' } })).toEqual([
      '2024-05-24 daily',
      '2024-05-23 missing',
      '2024-05-20 missing',
      '2024-04-25 late-completions',
      '2024-04-19 missing',
    ]);
  });

  test('are summed once, with their mark, if they had late completions as well', async () => {
    const { days } = await planWith({ unpublished, marks: { '2024-05-20': 't1' } })(request({}));
    expect(days.filter(({ date }) => date === '2024-05-20')).toMatchObject([
      { reason: 'missing', late_marker: 't1' },
    ]);
  });

  test('do not include any that was over before the table was created, by the business’s clock', async () => {
    // Still 20 May in New York.
    expect(await summed({ unpublished, tableCreation: '2024-05-21T03:59:59Z' })).toEqual([
      '2024-05-24 daily',
      '2024-05-23 missing',
      '2024-05-20 missing',
    ]);
    expect(await summed({ unpublished, tableCreation: '2024-05-21T04:00:00Z' })).toEqual([
      '2024-05-24 daily',
      '2024-05-23 missing',
    ]);
  });

  test('stay out of a run that was asked for one day', async () => {
    expect(await summed({ unpublished }, { date: '2024-05-20' })).toEqual(['2024-05-20 requested']);
  });
});

test('a run reads as many partitions as were ever written, or as are written now', async () => {
  const partitionsWith = async (largestPartitionCount: number) => {
    const { days } = await planWith({ largestPartitionCount })(request({ date: '2024-05-20' }));
    return days[0]?.lanes.flatMap(({ partitions }) => partitions).length;
  };
  expect(await partitionsWith(0)).toBe(3);
  expect(await partitionsWith(2)).toBe(3);
  expect(await partitionsWith(16)).toBe(16);
});

describe('an input without a valid day fails the run with a named error and the remedy', () => {
  test.each([
    [{ date: '2024-02-30' }, '"2024-02-30"'],
    [{ date: '25/05/2024' }, '"25/05/2024"'],
    [{ date: 20240525 }, '20240525'],
    [{ date: null }, 'null'],
    [{ date: ['2024-05-25'] }, '["2024-05-25"]'],
    [{ dat: '2024-05-25' }, 'unknown key "dat"'],
    [{ scheduled_time: 'soon' }, '"soon"'],
    [{ scheduled_time: 1_716_196_500_000 }, '1716196500000'],
    ['2024-05-25', 'must be a JSON object'],
    [[], 'must be a JSON object'],
    [null, 'must be a JSON object'],
  ])('%j', async (input, named) => {
    const refusal = await plan(request(input)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidRunInput);
    expect(String(refusal)).toContain(named);
    expect(String(refusal)).toContain('{"date": "2024-05-25"}');
  });

  test('its name is the one that the state machine matches, even in a minified bundle', () => {
    expect(new InvalidRunInput('x').name).toBe('InvalidRunInput');
  });
});

describe('trips that are kept for 60 days', () => {
  const keeping = { ...SETTINGS, keepTripsDays: 60 };
  // The run starts on 25 May in New York; 26 March is 60 days before.
  const gone = (from: string) =>
    new RegExp(
      `The trips of 2024-0\\d-\\d\\d are no longer kept: the oldest date with all its trips is ${from}\\. Its published metrics`,
    );

  test('the oldest such day is summed, the one before it is refused in one line', async () => {
    expect(await datesOf({ date: '2024-03-26' }, planWith({}, keeping))).toEqual(['2024-03-26']);
    const refusal = planWith({}, keeping)(request({ date: '2024-03-25' }));
    await expect(refusal).rejects.toThrow(gone('2024-03-26'));
    await expect(refusal).rejects.toBeInstanceOf(InvalidRunInput);
    await expect(refusal).rejects.not.toThrow('\n');
  });

  test('a nightly run that someone starts for a time long ago is refused like its date', async () => {
    const night = planWith({}, keeping)(request({ scheduled_time: '2024-03-26T09:15:00Z' }));
    await expect(night).rejects.toThrow(gone('2024-03-26'));
  });

  test('a shorter retention of an earlier deployment still applies, even after trips are kept forever', async () => {
    const earlier = { leastKeptDays: 50 };
    for (const settings of [keeping, SETTINGS])
      await expect(planWith(earlier, settings)(request({ date: '2024-04-04' }))).rejects.toThrow(
        gone('2024-04-05'),
      );
  });

  test('a nightly run touches no older day, whether it is marked or has no file', async () => {
    // 5 May is 20 days before the run.
    const marks = { '2024-05-20': 't1', '2024-05-05': 't2', '2024-05-04': 't3', '2024-04-19': 't4' };
    const world = { marks, unpublished: ['2024-05-10', '2024-04-20'], leastKeptDays: 20 };
    expect(await datesOf({}, planWith(world))).toEqual([
      '2024-05-24',
      '2024-05-20',
      '2024-05-10',
      '2024-05-05',
    ]);
  });
});
