import { totalsOf } from '../kpi/metrics-text.ts';
import { jsonOf, textOf } from '../stack/json-field.ts';
import { counted, money } from '../terminal/text.ts';
import type { DaySum, FileSums } from './sum-of-files.ts';

const NOTHING: DaySum = { trips: 0, total: '0' };

const isSame = (one: DaySum, other: DaySum): boolean =>
  one.trips === other.trips && one.total === other.total;

const sumText = ({ trips, total }: DaySum): string => `${counted(trips, 'trip')} and ${money(total)}`;

const publishedSums = (metricsFiles: readonly string[]): ReadonlyMap<string, DaySum> =>
  new Map(
    metricsFiles.map((file) => {
      const { trips, totalFare } = totalsOf(file);
      return [textOf(jsonOf(file), 'date') ?? '', { trips, total: totalFare }];
    }),
  );

/** A line for each day whose metrics are not the sum of the files; none when all are. */
export const differences = (metricsFiles: readonly string[], { days }: FileSums): readonly string[] => {
  const published = publishedSums(metricsFiles);
  const dates = [...new Set([...published.keys(), ...days.keys()])].toSorted();
  return dates.flatMap((date) => {
    const [metrics, files] = [published.get(date) ?? NOTHING, days.get(date) ?? NOTHING];
    return isSame(metrics, files)
      ? []
      : [`${date}: the metrics have ${sumText(metrics)}, the files ${sumText(files)}`];
  });
};

/** Where the events of the files went, and whether the metrics are their sum. */
export const comparisonText = (metricsFiles: readonly string[], sums: FileSums): string => {
  const { completed, neverEnded, withoutStart, ambiguous } = sums;
  const rest = [
    `${counted(neverEnded, 'trip')} never ended`,
    ...(withoutStart === 0 ? [] : [`${counted(withoutStart, 'trip')} ended without a start`]),
  ];
  const account = `${counted(completed, 'trip')} of the files ${completed === 1 ? 'is' : 'are'} completed; ${rest.join(', ')}.\n`;
  if (ambiguous > 0)
    return `${account}Not compared with the sum of the files: ${counted(ambiguous, 'trip')} ${ambiguous === 1 ? 'has' : 'have'} two different ends.\n`;
  const found = differences(metricsFiles, sums);
  const verdict =
    found.length === 0
      ? 'The total of every day equals the sum of the files.\n'
      : `The metrics are not the sum of the files.\n${found.map((line) => `  ${line}\n`).join('')}`;
  return `${account}${verdict}`;
};

/** Whether the metrics are the sum of the files; null if that cannot be decided. */
export const areEqualToFiles = (metricsFiles: readonly string[], sums: FileSums): boolean | null =>
  sums.ambiguous > 0 ? null : differences(metricsFiles, sums).length === 0;
