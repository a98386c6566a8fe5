import { describe, expect, test } from '@jest/globals';
import { parseCron } from '../../../../local/services/scheduler/cron-expression.ts';
import { nextTimeMs } from '../../../../local/services/scheduler/next-time.ts';

/** The next times after one another, in UTC. */
const times = (expression: string, timeZone: string, after: string, count: number): string[] => {
  const cron = parseCron(expression);
  const found: string[] = [];
  for (let afterMs = Date.parse(after); found.length < count; ) {
    const next = nextTimeMs(cron, timeZone, afterMs);
    if (next === undefined) break;
    found.push(new Date(next).toISOString().replace(':00.000Z', 'Z'));
    afterMs = next;
  }
  return found;
};

describe('the fields of a cron expression', () => {
  test.each([
    ['cron(15 5 * * ? *)', ['2026-03-01T05:15Z', '2026-03-02T05:15Z']],
    ['cron(0,30 9 * * ? *)', ['2026-03-01T09:00Z', '2026-03-01T09:30Z', '2026-03-02T09:00Z']],
    [
      'cron(0/20 1 1 * ? *)',
      ['2026-03-01T01:00Z', '2026-03-01T01:20Z', '2026-03-01T01:40Z', '2026-04-01T01:00Z'],
    ],
    ['cron(0 1-3/2 1 * ? *)', ['2026-03-01T01:00Z', '2026-03-01T03:00Z', '2026-04-01T01:00Z']],
    ['cron(0 0 ? * MON-TUE *)', ['2026-03-02T00:00Z', '2026-03-03T00:00Z', '2026-03-09T00:00Z']],
    ['cron(0 0 ? * 1 *)', ['2026-03-01T00:00Z', '2026-03-08T00:00Z']],
    ['cron(0 0 31 * ? *)', ['2026-03-31T00:00Z', '2026-05-31T00:00Z']],
    ['cron(0 0 29 FEB ? *)', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
    ['cron(0 0 1 jan ? 2027,2030)', ['2027-01-01T00:00Z', '2030-01-01T00:00Z']],
  ])('%s', (expression, expected) => {
    expect(times(expression, 'UTC', '2026-02-28T23:59:59Z', expected.length)).toEqual(expected);
  });

  test('a last year is the end', () => {
    expect(times('cron(0 0 1 1 ? 2027)', 'UTC', '2026-01-01T00:00:00Z', 2)).toEqual(['2027-01-01T00:00Z']);
    expect(times('cron(0 0 30 2 ? *)', 'UTC', '2026-01-01T00:00:00Z', 1)).toEqual([]);
  });

  test.each([
    ['rate(1 day)', 'is not cron('],
    ['cron(0 0 * * *)', 'is not cron('],
    ['cron(0 0 * * * *)', 'must have ? for one of'],
    ['cron(0 0 ? * ? *)', 'must have ? for one of'],
    ['cron(60 0 * * ? *)', 'has "60" as minute'],
    ['cron(0 0 L * ? *)', 'has "L" as day of month'],
    ['cron(0 0 ? * 6#3 *)', 'has "6#3" as day of week'],
    ['cron(0 9-5 * * ? *)', 'has "9-5" as hour'],
    ['cron(0/0 9 * * ? *)', 'has "0/0" as minute'],
  ])('%s is refused', (expression, problem) => {
    expect(() => parseCron(expression)).toThrow(problem);
  });
});

describe.each([
  { timeZone: 'America/New_York', winter: '07:30Z', summer: '06:30Z', spring: '03-08', autumn: '11-01' },
  { timeZone: 'Europe/Berlin', winter: '01:30Z', summer: '00:30Z', spring: '03-29', autumn: '10-25' },
])('the clock changes of $timeZone', ({ timeZone, winter, summer, spring, autumn }) => {
  const date = (day: string, plus: number): string =>
    new Date(Date.parse(`2026-${day}T00:00:00Z`) + plus * 86_400_000).toISOString().slice(0, 10);

  test('a time that the spring change skips is skipped', () => {
    const after = `${date(spring, -2)}T12:00:00Z`;
    const expected = [`${date(spring, -1)}T${winter}`, `${date(spring, 1)}T${summer}`];
    expect(times('cron(30 2 * * ? *)', timeZone, after, 2)).toEqual(expected);
  });

  test('a time that the autumn change doubles fires once, the first time', () => {
    const hour = timeZone === 'Europe/Berlin' ? 2 : 1;
    const [atFirst, later] = timeZone === 'Europe/Berlin' ? ['00:30Z', '01:30Z'] : ['05:30Z', '06:30Z'];
    const after = `${date(autumn, -1)}T12:00:00Z`;
    const expected = [`${date(autumn, 0)}T${atFirst}`, `${date(autumn, 1)}T${later}`];
    expect(times(`cron(30 ${hour} * * ? *)`, timeZone, after, 2)).toEqual(expected);
  });
});

test('a zone without clock changes, on the other side of the date line', () => {
  expect(times('cron(15 5 * * ? *)', 'Pacific/Kiritimati', '2026-03-01T00:00:00Z', 2)).toEqual([
    '2026-03-01T15:15Z',
    '2026-03-02T15:15Z',
  ]);
});
