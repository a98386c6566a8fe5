import { parseArgs } from 'node:util';
import { DoesNotFit } from '../../infra/capacity/derive-size.ts';
import type { Volume } from './workload.ts';

/** What the two commands about a volume print. Each throws {@link DoesNotFit} if the volume is too much. */
export interface VolumeReports {
  readonly text: (volume: Volume) => string;
  readonly json: (volume: Volume) => object;
  /** The generated section of the command's page. */
  readonly markdown: () => string;
}

class UsageError extends Error {}

const wholeNumber = (option: string, text: string | undefined, most: number): number => {
  const value = Number(text);
  if (text === undefined) throw new UsageError(`--${option} is missing`);
  if (!/^\d+$/.test(text) || value < 1 || value > most)
    throw new UsageError(`--${option} must be a whole number from 1 to ${most}, got "${text}"`);
  return value;
};

const MOST_TRIPS_PER_DAY = 1_000_000_000_000;
const MOST_PEAK_FACTOR = 1_000;

const report = (usage: string, { text, json, markdown }: VolumeReports): string => {
  const { values } = parseArgs({
    options: {
      'trips-per-day': { type: 'string' },
      'peak-factor': { type: 'string' },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return usage;
  if (values.markdown) {
    if (Object.keys(values).length > 1) throw new UsageError('--markdown takes no other option');
    return markdown();
  }
  const volume = {
    tripsPerDay: wholeNumber('trips-per-day', values['trips-per-day'], MOST_TRIPS_PER_DAY),
    peakFactor: wholeNumber('peak-factor', values['peak-factor'] ?? '3', MOST_PEAK_FACTOR),
  };
  return values.json ? `${JSON.stringify(json(volume), null, 2)}\n` : text(volume);
};

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

/** Runs one of the commands: prints what it is asked for, or one line on what is wrong, and ends with 2. */
export const volumeCommand = (name: string, usage: string, reports: VolumeReports): void => {
  try {
    process.stdout.write(report(usage, reports));
  } catch (error) {
    const doesNotFit = error instanceof DoesNotFit;
    if (!doesNotFit && !(error instanceof UsageError) && !isParseArgsError(error)) throw error;
    const hint = doesNotFit ? '' : '; --help shows the options';
    console.error(`${name}: ${error.message.replaceAll('\n', ' ')}${hint}`);
    process.exitCode = 2;
  }
};
