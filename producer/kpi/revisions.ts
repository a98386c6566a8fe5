import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import {
  asNumbers,
  type PublishedDay,
  parseMetricsFile,
  runsPrefix,
} from '../../functions/contracts/metrics-file.ts';
import { ADDITIVE_METRICS, changeFrom, type MetricsChange } from '../../functions/trip/metrics.ts';
import { forEachConcurrently } from '../stack/concurrent.ts';
import { CommandError } from '../terminal/command-error.ts';
import { alignedLines, counted, localTime, signed } from '../terminal/text.ts';
import type { DailyKpi } from './daily-kpi.ts';
import { countsFirst, metricCell } from './metrics-text.ts';

const READS_AT_A_TIME = 8;

export interface RevisionOfDay {
  readonly revision: number;
  /** The run that made it. */
  readonly day: PublishedDay;
  /** How many runs had these metrics, including that run. */
  readonly runs: number;
  /** The difference from the previous revision; null for the first. */
  readonly change: MetricsChange | null;
}

/** Parses the copy that a run left. @throws {CommandError} with its key if it is not a metrics file */
export const parseRunCopy = (key: string, text: string): PublishedDay => {
  try {
    return parseMetricsFile(text);
  } catch (error) {
    throw new CommandError(`${key} is not a metrics file`, { cause: error });
  }
};

export const inOrderOfRuns = (copies: readonly PublishedDay[]): readonly PublishedDay[] =>
  copies.toSorted((one, other) => Date.parse(one.generated_at) - Date.parse(other.generated_at));

async function* keysOf({ s3, bucketName }: DailyKpi, date: string): AsyncGenerator<string> {
  const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucketName, Prefix: runsPrefix(date) });
  for await (const { Contents = [] } of pages)
    for (const { Key } of Contents) if (Key !== undefined) yield Key;
}

/** The copies that the runs of a date left, in the order in which the runs started. */
export const readRunCopies = async (kpi: DailyKpi, date: string): Promise<readonly PublishedDay[]> => {
  const copies: PublishedDay[] = [];
  await forEachConcurrently(keysOf(kpi, date), READS_AT_A_TIME, async (Key) => {
    const { Body } = await kpi.s3.send(new GetObjectCommand({ Bucket: kpi.bucketName, Key }));
    copies.push(parseRunCopy(Key, (await Body?.transformToString()) ?? ''));
  });
  return inOrderOfRuns(copies);
};

/** The revisions of a day, oldest first, from the copies of its runs in the order in which the runs started. */
export const revisionsOf = (copies: readonly PublishedDay[]): readonly RevisionOfDay[] => {
  const published = copies.filter(({ revision }) => revision !== null);
  const byRevision = Map.groupBy(published, ({ revision }) => revision ?? 0);
  const revisions: RevisionOfDay[] = [];
  for (const [revision, runs] of [...byRevision].toSorted(([one], [other]) => one - other)) {
    const day = runs.find(({ revised_at, generated_at }) => revised_at === generated_at) ?? runs[0];
    if (day === undefined) continue;
    const before = revisions.at(-1)?.day.metrics;
    const change = before === undefined ? null : changeFrom(before, day.metrics);
    revisions.push({ revision, day, runs: runs.length, change });
  }
  return revisions;
};

const SHOWN = countsFirst(ADDITIVE_METRICS);

const COLUMNS = [
  ...['revision', 'when', 'because'],
  ...SHOWN.map(({ kind, name, label }) => (kind === 'count' ? label : name)),
  ...SHOWN.map(({ label }) => `+/- ${label}`),
  'run',
];
const NUMBERS = [0, ...Array.from({ length: 2 * SHOWN.length }, (_, index) => 3 + index)];

/** With its sign; zero and an unknown value have none. */
const changeCell = (value: number | string | undefined): string =>
  value === undefined || Number(value) === 0 ? metricCell(value) : signed(metricCell(value));

const cellsOf = ({ revision, day, change }: RevisionOfDay, timeZone: string): string[] => [
  String(revision),
  localTime(day.generated_at, timeZone),
  day.restated_because ?? '-',
  ...SHOWN.map(({ name }) => metricCell(day.metrics[name])),
  ...SHOWN.map(({ name }) => changeCell(change?.[name])),
  day.run_id,
];

/** The revisions of a day as a table for a terminal, and how many other runs there were. */
export const revisionsText = (date: string, copies: readonly PublishedDay[], timeZone: string): string => {
  const revisions = revisionsOf(copies);
  const rows = [COLUMNS, ...revisions.map((revision) => cellsOf(revision, timeZone))];
  const overtaken = copies.filter(({ revision }) => revision === null).length;
  const unchanged = copies.length - overtaken - revisions.length;
  return [
    `Daily KPI of ${date} (${timeZone}): ${counted(revisions.length, 'revision')} in ${counted(copies.length, 'run')}`,
    ...alignedLines(rows, NUMBERS),
    ...(unchanged === 0 ? [] : [`${counted(unchanged, 'run')} changed nothing.`]),
    ...(overtaken === 0 ? [] : [`${counted(overtaken, 'run')} published nothing: a newer run was faster.`]),
    '',
  ].join('\n');
};

const changeNumbers = ({ count_trips, ...amounts }: MetricsChange) => asNumbers({ count_trips, ...amounts });

/** The same for JSON, every amount with its own digits. */
export const revisionsReport = (date: string, copies: readonly PublishedDay[]) => ({
  date,
  revisions: revisionsOf(copies).map(({ revision, day, runs, change }) => ({
    revision,
    run_id: day.run_id,
    generated_at: day.generated_at,
    restated_because: day.restated_because,
    metrics: asNumbers(day.metrics),
    runs,
    change: change === null ? null : changeNumbers(change),
  })),
  overtaken: copies.filter(({ revision }) => revision === null).map(({ run_id }) => run_id),
});
