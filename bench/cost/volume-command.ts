import { parseArgs } from 'node:util';
import { reportBadUsage, UsageError, wholeNumber } from '../../checks/bad-usage.ts';
import { DoesNotFit } from '../../infra/capacity/derive-size.ts';
import type { Volume } from './workload.ts';

/** What the two commands about a volume print. Each throws {@link DoesNotFit} if the volume is too large. */
interface VolumeReports {
  readonly text: (volume: Volume) => string;
  readonly json: (volume: Volume) => object;
  /** The generated section of the command's page. */
  readonly markdown: () => string;
}

const MOST_TRIPS_PER_DAY = 1_000_000_000_000;
const MOST_PEAK_FACTOR = 1_000;

const report = (args: readonly string[], usage: string, { text, json, markdown }: VolumeReports): string => {
  const { values } = parseArgs({
    args: [...args],
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
  const { 'trips-per-day': trips, 'peak-factor': peakFactor = '3' } = values;
  if (trips === undefined) throw new UsageError('--trips-per-day is missing');
  const volume = {
    tripsPerDay: wholeNumber('trips-per-day', trips, 1, MOST_TRIPS_PER_DAY),
    peakFactor: wholeNumber('peak-factor', peakFactor, 1, MOST_PEAK_FACTOR),
  };
  return values.json ? `${JSON.stringify(json(volume), null, 2)}\n` : text(volume);
};

/** Makes one of the commands. It prints what its arguments ask for, or one line on what is wrong and exits with 2. */
export const volumeCommand =
  (name: string, usage: string, reports: VolumeReports) =>
  (args: readonly string[]): void => {
    try {
      process.stdout.write(report(args, usage, reports));
    } catch (error) {
      reportBadUsage(name, error instanceof DoesNotFit ? new UsageError(error.message) : error);
    }
  };
