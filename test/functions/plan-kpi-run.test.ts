import { describe, expect, test } from '@jest/globals';
import { InvalidRunInput } from '../../functions/domain/errors.ts';
import { planKpiRun } from '../../functions/plan-kpi-run.ts';

const plan = planKpiRun({ partitionCount: 3, timeZone: 'America/New_York' });
const request = (input: unknown) => ({
  input,
  execution_name: 'kpi-1',
  execution_start_time: '2024-05-26T03:30:00.000Z',
});

test('an input with a date is that date, with every partition of it', () => {
  expect(plan(request({ date: '2024-02-29' }))).toEqual({
    date: '2024-02-29',
    run_id: 'kpi-1',
    generated_at: '2024-05-26T03:30:00.000Z',
    partitions: ['2024-02-29#00', '2024-02-29#01', '2024-02-29#02'],
  });
});

test('an empty input is yesterday by the business’s wall clock, not by UTC', () => {
  // 23:30 on 25 May in New York, where it still is the 25th.
  expect(plan(request({})).date).toBe('2024-05-24');
});

test('a trigger that comes late is for the day that it was meant for', () => {
  expect(plan(request({ scheduled_time: '2024-05-20T09:15:00Z' })).date).toBe('2024-05-19');
});

describe('an input that names no day ends the run with a name and the remedy', () => {
  test.each([
    [{ date: '2024-02-30' }, '"2024-02-30"'],
    [{ date: '25/05/2024' }, '"25/05/2024"'],
    [{ date: 20240525 }, '20240525'],
    [{ date: null }, 'null'],
    [{ dat: '2024-05-25' }, 'unknown key "dat"'],
    [{ scheduled_time: 'soon' }, '"soon"'],
    ['2024-05-25', 'must be a JSON object'],
    [[], 'must be a JSON object'],
    [null, 'must be a JSON object'],
  ])('%j', (input, named) => {
    const refused = () => plan(request(input));
    expect(refused).toThrow(InvalidRunInput);
    expect(refused).toThrow(named);
    expect(refused).toThrow('{"date": "2024-05-25"}');
  });

  test('its name is the one that the state machine matches, even in a minified bundle', () => {
    expect(new InvalidRunInput('x').name).toBe('InvalidRunInput');
  });
});
