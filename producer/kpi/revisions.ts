import { asNumbers, type PublishedDay } from '../../functions/contracts/metrics-file.ts';
import { changeFrom, type MetricsChange } from '../../functions/contracts/revision.ts';
import { rawNumber } from '../../functions/trip/exact-json.ts';

/** One revision of a day's metrics. */
export interface RevisionOfDay {
  readonly revision: number;
  /** The run that brought it. */
  readonly day: PublishedDay;
  /** How many runs had these metrics, that one among them. */
  readonly runs: number;
  /** Against the revision before; null for the first. */
  readonly change: MetricsChange | null;
}

/** The revisions of a day, the first one first, by the copies of its runs in the order of their starts. */
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

const signed = (number: string): string =>
  /^[-0]/.test(number) && !/^0\./.test(number) ? number : `+${number}`;

const localTime = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(instant),
  );

const COLUMNS = [
  'revision',
  'when',
  'because',
  'trips',
  'total_fare',
  '+/- trips',
  '+/- fare',
  'run',
] as const;
const IS_NUMBER = [true, false, false, true, true, true, true, false];

const cellsOf = ({ revision, day, change }: RevisionOfDay, timeZone: string): string[] => [
  String(revision),
  localTime(day.generated_at, timeZone),
  day.restated_because ?? '-',
  day.metrics.count_trips.toLocaleString('en-US'),
  day.metrics.total_fare,
  change === null ? '-' : signed(change.count_trips.toLocaleString('en-US')),
  change === null ? '-' : signed(change.total_fare),
  day.run_id,
];

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The revisions of a day as a table for a terminal, and how many runs there were beside those that brought them. */
export const revisionsText = (date: string, copies: readonly PublishedDay[], timeZone: string): string => {
  const revisions = revisionsOf(copies);
  const rows = [[...COLUMNS], ...revisions.map((revision) => cellsOf(revision, timeZone))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        IS_NUMBER[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const overtaken = copies.filter(({ revision }) => revision === null).length;
  const unchanged = copies.length - overtaken - revisions.length;
  return [
    `Daily KPI of ${date} (${timeZone}): ${plural(revisions.length, 'revision')} in ${plural(copies.length, 'run')}`,
    ...lines.map((line) => `  ${line}`),
    ...(unchanged === 0 ? [] : [`${plural(unchanged, 'run')} changed nothing.`]),
    ...(overtaken === 0
      ? []
      : [`${plural(overtaken, 'run')} published nothing: a newer run had been faster.`]),
    '',
  ].join('\n');
};

/** The same as one line of JSON, every amount with its own digits. */
export const revisionsJson = (date: string, copies: readonly PublishedDay[]): string => {
  const revisions = revisionsOf(copies).map(({ revision, day, runs, change }) => ({
    revision,
    run_id: day.run_id,
    generated_at: day.generated_at,
    restated_because: day.restated_because,
    metrics: asNumbers(day.metrics),
    runs,
    change: change === null ? null : { ...change, total_fare: rawNumber(change.total_fare) },
  }));
  const overtaken = copies.filter(({ revision }) => revision === null).map(({ run_id }) => run_id);
  return `${JSON.stringify({ date, revisions, overtaken })}\n`;
};
