import { parseArgs } from 'node:util';
import { jsonReport, markdownReport, textReport } from './report.ts';

/** Beyond this a call can no longer sum its partition of a day before its time is up, which the model leaves out. */
const MOST_TRIPS_PER_DAY = 50_000_000;

const USAGE = `Usage: npm run cost -- --trips-per-day N [--json]

What Tripstream costs on AWS, per month and per million trips; docs/cost.md has the assumptions.

  --trips-per-day N  trips that start and end on a day, 1 to ${MOST_TRIPS_PER_DAY}
  --json             the bills as JSON, dollars unrounded (npm run --silent keeps npm's own lines out)
  --markdown         the generated section of docs/cost.md, and nothing else; takes no other option
  --help             this text
`;

class UsageError extends Error {}

const readTripsPerDay = (text: string | undefined): number => {
  const trips = Number(text);
  if (text === undefined) throw new UsageError('--trips-per-day is missing');
  if (!/^\d+$/.test(text) || trips < 1 || trips > MOST_TRIPS_PER_DAY) {
    throw new UsageError(
      `--trips-per-day must be a whole number from 1 to ${MOST_TRIPS_PER_DAY}, got "${text}"`,
    );
  }
  return trips;
};

const readArguments = () =>
  parseArgs({
    options: {
      'trips-per-day': { type: 'string' },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  }).values;

const report = (): string => {
  const { 'trips-per-day': trips, json, markdown, help } = readArguments();
  if (help) return USAGE;
  if (markdown) {
    if (json || trips !== undefined) throw new UsageError('--markdown takes no other option');
    return markdownReport();
  }
  const tripsPerDay = readTripsPerDay(trips);
  return json ? `${JSON.stringify(jsonReport(tripsPerDay), null, 2)}\n` : textReport(tripsPerDay);
};

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

try {
  process.stdout.write(report());
} catch (error) {
  if (!(error instanceof UsageError) && !isParseArgsError(error)) throw error;
  console.error(`cost: ${error.message.replaceAll('\n', ' ')}; --help shows the options`);
  process.exitCode = 2;
}
