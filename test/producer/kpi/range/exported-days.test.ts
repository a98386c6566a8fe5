import { describe, expect, test } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import { METRICS } from '../../../../functions/trip/metrics.ts';
import { csvOf, jsonLinesOf } from '../../../../producer/kpi/range/exported-days.ts';
import { parquetOf } from '../../../../producer/kpi/range/parquet-of-days.ts';
import { dayWith } from './days-under-test.ts';

/** More digits than a JavaScript number holds. */
const LARGE = '123456789012345678.91';

const DAYS = [dayWith('2024-05-25', LARGE, '0.1'), { date: '2024-05-26' }, dayWith('2024-05-27')] as const;

describe('an export', () => {
  test('as CSV has a row per day and every digit, and unknown values are empty', () => {
    const [heading = [], ...rows] = csvOf(DAYS)
      .split('\n')
      .map((line) => line.split(','));
    const metrics = METRICS.map(({ name }) => name);
    expect(heading).toEqual(['date', 'status', ...metrics, 'revision', 'generated_at', 'run_id']);
    const run = { revision: '2', generated_at: '2024-06-01T09:15:00.000Z', run_id: 'kpi-1' };
    const fares = { total_fare: '123456789012345679.01', average_fare: '61728394506172839.51' };
    const unknown = { average_fare: '', max_fare: '', min_fare: '' };
    expect(rows.map((row) => Object.fromEntries(row.map((cell, at) => [heading[at], cell])))).toMatchObject([
      { date: '2024-05-25', status: 'published', ...fares, count_trips: '2', max_fare: LARGE, ...run },
      {
        ...Object.fromEntries(heading.map((name) => [name, ''])),
        date: '2024-05-26',
        status: 'not published',
      },
      { date: '2024-05-27', status: 'published', total_fare: '0', count_trips: '0', ...unknown, ...run },
      { date: '' },
    ]);
  });

  test('as JSON Lines has amounts as text and unknown values as null', () => {
    const [first, missing] = jsonLinesOf(DAYS)
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(first).toMatchObject({ date: '2024-05-25', count_trips: 2, max_fare: LARGE, min_fare: '0.1' });
    expect(missing).toMatchObject({ date: '2024-05-26', status: 'not published', total_fare: null });
  });

  test('as Parquet has dates, whole numbers and decimals, which a reader gets back', async () => {
    const { buffer } = Uint8Array.from(
      parquetOf([dayWith('2024-05-25', '104718.1', '3.5'), ...DAYS.slice(1)]),
    );
    const rows = await parquetReadObjects({ file: buffer });
    expect(rows[0]).toMatchObject({
      date: new Date('2024-05-25T00:00:00Z'),
      status: 'published',
      total_fare: 104721.6,
      count_trips: 2n,
      min_fare: 3.5,
      run_id: 'kpi-1',
    });
    expect(rows[1]).toMatchObject({ status: 'not published', total_fare: null, count_trips: null });
    expect(rows[2]).toMatchObject({ total_fare: 0, count_trips: 0n, average_fare: null });
  });

  test('as Parquet keeps the digits that a JavaScript number would lose', () => {
    const unscaled = BigInt(LARGE.replace('.', '')).toString(16).padStart(32, '0');
    expect(Buffer.from(parquetOf([DAYS[0]])).toString('hex')).toContain(unscaled);
  });
});
