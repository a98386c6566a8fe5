import { describe, expect, test } from '@jest/globals';
import { planKpiRun } from '../../../functions/daily-kpi/plan-kpi-run.ts';
import { InvalidRunInput } from '../../../functions/trip/errors.ts';

const SETTINGS = { partitionCount: 3, timeZone: 'America/New_York', lookBackDays: 35 };

const planWith = (marks: Readonly<Record<string, string>> = {}, settings = SETTINGS) =>
  planKpiRun(
    settings,
    async (dates) => new Map(Object.entries(marks).filter(([date]) => dates.includes(date))),
  );
const plan = planWith();

const request = (input: unknown) => ({
  input,
  execution_name: 'kpi-1',
  execution_start_time: '2024-05-26T03:30:00.000Z',
});

const datesOf = async (input: unknown, planned = plan) =>
  (await planned(request(input))).days.map(({ date }) => date);

test('an input with a date is that date, with every partition of it', async () => {
  expect(await plan(request({ date: '2024-02-29' }))).toEqual({
    run_id: 'kpi-1',
    generated_at: '2024-05-26T03:30:00.000Z',
    days: [
      {
        date: '2024-02-29',
        partitions: ['2024-02-29#00', '2024-02-29#01', '2024-02-29#02'],
        reason: 'requested',
        late_marker: null,
      },
    ],
  });
});

test('an empty input is yesterday by the business’s wall clock, not by UTC', async () => {
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
    '2024-04-18': 'too old',
    '2024-05-25': 'too new',
  };

  test('follow yesterday, the oldest first, as far back as the window reaches; no other day is summed', async () => {
    const { days } = await planWith(marks)(request({}));
    expect(days.map(({ date, reason, late_marker }) => [date, reason, late_marker])).toEqual([
      ['2024-05-24', 'daily', 't0'],
      ['2024-04-19', 'late-completions', 't2'],
      ['2024-05-20', 'late-completions', 't1'],
    ]);
    expect(days[1]?.partitions).toEqual(['2024-04-19#00', '2024-04-19#01', '2024-04-19#02']);
  });

  test('stay out of a run that was asked for one day, whose own mark it knows', async () => {
    const asked: (readonly string[])[] = [];
    const readMarks = async (dates: readonly string[]) => {
      asked.push(dates);
      return new Map(Object.entries(marks));
    };
    const { days } = await planKpiRun(SETTINGS, readMarks)(request({ date: '2024-05-20' }));
    expect(asked).toEqual([['2024-05-20']]);
    expect(days).toMatchObject([{ date: '2024-05-20', reason: 'requested', late_marker: 't1' }]);
  });

  test('are never more than the history of one execution can hold; the oldest go first', async () => {
    const all = Object.fromEntries(
      Array.from({ length: 30 }, (_, day) => [`2024-04-${String(day + 1).padStart(2, '0')}`, 't']),
    );
    const { days } = await planWith(all, { ...SETTINGS, partitionCount: 100, lookBackDays: 60 })(request({}));
    expect(days).toHaveLength(10);
    expect(days.map(({ date }) => date).slice(0, 3)).toEqual(['2024-05-24', '2024-04-01', '2024-04-02']);
  });
});

describe('an input that names no day ends the run with a name and the remedy', () => {
  test.each([
    [{ date: '2024-02-30' }, '"2024-02-30"'],
    [{ date: '25/05/2024' }, '"25/05/2024"'],
    [{ date: 20240525 }, '20240525'],
    [{ date: null }, 'null'],
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
