import { type DailyKpi, readMetricsFile } from '../producer/kpi/daily-kpi.ts';
import { splicedMetrics } from '../producer/kpi/metrics-text.ts';
import type { OracleMetrics } from './oracle.ts';

/** The text that `metrics` must have in a file, without white space. It has exactly the oracle's digits. */
export const expectedText = (metrics: OracleMetrics): string =>
  `{${Object.entries(metrics)
    .map(([name, value]) => `"${name}":${value}`)
    .join(',')}}`;

/** The text of `metrics` in a date's published file, without white space. It has exactly the file's digits. */
export const publishedText = async (kpi: DailyKpi, date: string): Promise<string> => {
  const text = await readMetricsFile(kpi, date);
  if (text === undefined) return 'nothing';
  const { date: dateOfFile, metrics } = Object(splicedMetrics(text));
  return dateOfFile === date ? JSON.stringify(metrics) : `a file of another day: ${text}`;
};
