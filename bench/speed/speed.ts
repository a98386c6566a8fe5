import { parseArgs } from 'node:util';
import { reportBadUsage, UsageError } from '../../checks/bad-usage.ts';
import { CommandError, oneLine } from '../../producer/terminal/command-error.ts';
import { interruptible, signalExitCode } from '../../producer/terminal/interrupt.ts';
import { guardOutput } from '../../producer/terminal/output.ts';
import { alignedLines } from '../../producer/terminal/text.ts';
import { measuredOn, writeSection } from '../performance-page.ts';
import { type Comparison, type Contest, compared } from './compared.ts';
import { domainComparisons } from './domain.ts';
import { intakeComparisons } from './intake.ts';
import { type KpiRunFigure, kpiRunFigures } from './kpi-run.ts';
import { peerComparisons } from './peers.ts';
import { producerComparisons } from './producer.ts';
import { startComparisons } from './starts.ts';
import { wholeRunComparison } from './whole-run.ts';

const KPI_SIZES = [10_000, 100_000];
const LARGEST_KPI_SIZE = 1_000_000;

type Comparisons = (signal: AbortSignal) => Contest[] | Promise<Contest[]>;

/** The parts that can be measured separately, except for the KPI run, which has no baseline. */
const COMPARISONS = new Map<string, Comparisons>([
  ['domain', domainComparisons],
  ['peers', peerComparisons],
  ['starts', startComparisons],
  ['intake', intakeComparisons],
  ['producer', producerComparisons],
  ['run', async (signal) => [await wholeRunComparison(signal)]],
]);
const PARTS = [...COMPARISONS.keys(), 'kpi'];

const HELP = `Usage: npm run bench [-- options]

Compares the time that the pipeline's own code takes with that of other ways to do the same work, on this machine and in
the same run. Quote the ratios; the times say little about another machine. Takes about two minutes on two idle cores.

  --only PART  one part only; may be repeated: ${PARTS.join(', ')}
  --large      also the KPI run over a million trips, which takes about two minutes more
  --json       the figures as JSON on stdout; "ours" is in microseconds per item
  --write      also write the figures into docs/performance.md
  --help       this text
`;

interface Figures {
  readonly comparisons: readonly Comparison[];
  readonly kpiRuns: readonly KpiRunFigure[];
}

const rounded = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const comparisonsTable = (comparisons: readonly Comparison[]): readonly string[] =>
  alignedLines(
    [
      ['work', 'ratio', 'µs each', 'against'],
      ...comparisons.map(({ name, baseline, ratio, ours }) => [
        name,
        rounded(ratio, ratio < 0.1 ? 4 : 2),
        rounded(ours, 1),
        baseline,
      ]),
    ],
    [1, 2],
  );

const kpiTable = (runs: readonly KpiRunFigure[]): readonly string[] =>
  alignedLines(
    [
      ['trips of the day', 'other days', 'pages', 'seconds', 'µs a trip', 'MB at most'],
      ...runs.map((run) => [
        ...[run.trips, run.otherDays, run.pages].map((value) => rounded(value, 0)),
        rounded(run.seconds, 2),
        rounded(run.processorMicrosecondsPerTrip, 2),
        rounded(run.maxMegabytes, 0),
      ]),
    ],
    [0, 1, 2, 3, 4, 5],
  );

const tables = ({ comparisons, kpiRuns }: Figures): string =>
  [
    ...(comparisons.length === 0 ? [] : comparisonsTable(comparisons)),
    ...(comparisons.length === 0 || kpiRuns.length === 0 ? [] : ['']),
    ...(kpiRuns.length === 0 ? [] : kpiTable(kpiRuns)),
    '',
  ].join('\n');

const section = (figures: Figures): string => `${measuredOn()}

\`\`\`
${tables(figures).trimEnd()}
\`\`\`

- **ratio**: this project's time per item divided by its baseline's; below 1, this project is faster. It is the median
  of rounds in which the two took turns. Pure computation is measured in processor time, everything else by the clock.
- **handle a batch**: middy, the pipe middleware and our parser over 500 trip ends, with stores that do nothing.
  Powertools gets the same records in its own form, and a zod schema of the same fields. The zod schema does not check
  the calendar, limit decimals or normalize them; our parser does all three.
- **record a batch**: the same with real UpdateItems, 32 at a time. Powertools writes all 500 at once, the loop one after
  the other. Their updates write the fields as received; ours also handles order, replays and the index's keys.
- **start**: the processor time that it takes to load a function's bundle, against that for a bundle with only the
  DynamoDB client. This is not a Lambda cold start.
- **send events**: the producer reads CSV files and fills PutRecords requests; the baseline sends each event separately.
- **record an event**: the whole pipeline on this machine, from CSV files to the table, against what one SDK client can
  write to the same table.
- **trips of the day**: the function that sums a day, over an index that also has other days: its processor time per
  trip, and its peak memory.`;

const say = (what: string): void => void process.stderr.write(`${what}\n`);

const measure = async (parts: readonly string[], isLarge: boolean, signal: AbortSignal): Promise<Figures> => {
  const comparisons: Comparison[] = [];
  for (const part of parts)
    for (const contest of (await COMPARISONS.get(part)?.(signal)) ?? []) {
      signal.throwIfAborted();
      say(`${contest.name}, against ${contest.baseline}…`);
      comparisons.push(await compared(contest));
    }
  const sizes = isLarge ? [...KPI_SIZES, LARGEST_KPI_SIZE] : KPI_SIZES;
  return { comparisons, kpiRuns: parts.includes('kpi') ? await kpiRunFigures(sizes, say) : [] };
};

const OPTIONS = {
  only: { type: 'string', multiple: true },
  large: { type: 'boolean' },
  json: { type: 'boolean' },
  write: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const main = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (values.write && values.only) throw new UsageError('--write needs all parts: leave out --only');
  const parts = values.only ?? PARTS;
  const unknown = parts.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new UsageError(`--only takes ${PARTS.join(', ')}, got "${unknown}"`);
  const figures = await interruptible((signal) => measure(parts, values.large ?? false, signal));
  if (values.write) await writeSection('speed', section(figures));
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : tables(figures));
};

export const bench = (args: string[]): Promise<void> =>
  main(args).catch((error: unknown) => {
    const isAborted = Error.isError(error) && ['AbortError', 'InterruptedError'].includes(error.name);
    if (!isAborted && !(error instanceof CommandError)) return reportBadUsage('bench', error);
    process.stderr.write(`bench: ${isAborted ? 'interrupted' : oneLine(error)}\n`);
    process.exit(isAborted ? signalExitCode() : 1);
  });

if (import.meta.main) {
  guardOutput();
  await bench(process.argv.slice(2));
}
