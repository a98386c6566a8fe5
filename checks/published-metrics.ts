import { type DailyKpi, readMetricsFile } from '../producer/kpi/daily-kpi.ts';
import { splicedMetrics } from '../producer/kpi/metrics-text.ts';
import type { OracleMetrics } from './oracle.ts';

/** The text that `metrics` has to be in a file, its white space left out: the oracle's digits as they are. */
export const expectedText = (metrics: OracleMetrics): string =>
  `{${Object.entries(metrics)
    .map(([name, value]) => `"${name}":${value}`)
    .join(',')}}`;

/** The `metrics` of a date's published file, byte for byte but for white space: every number keeps the digits of the file. */
export const publishedText = async (kpi: DailyKpi, date: string): Promise<string> => {
  const text = await readMetricsFile(kpi, date);
  if (text === undefined) return 'nothing';
  const { date: dateOfFile, metrics } = Object(splicedMetrics(text));
  return dateOfFile === date ? JSON.stringify(metrics) : `a file of another day: ${text}`;
};
