import { currentKey } from '../../functions/contracts/metrics-file.ts';
import { parseExact } from '../../functions/trip/decimal.ts';
import type { DailyKpi } from '../kpi/daily-kpi.ts';
import { metricsTable } from '../kpi/metrics-text.ts';
import { commandLine } from '../stack/command-line.ts';
import { jsonOf } from '../stack/json-field.ts';
import { readStackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { CommandError } from '../terminal/command-error.ts';
import { printFile } from '../terminal/print.ts';
import { readWaitingNow } from './waiting-now.ts';
import { lackingRows } from './what-a-day-lacks.ts';

/**
 * Prints a day's metrics file to stdout: as it is with --json, otherwise as a table that also shows what the day lacks
 * now.
 * @throws {CommandError} if the file is not JSON
 */
export const printDay = async (
  date: string,
  file: string,
  { timeZone, bucketName }: Pick<DailyKpi, 'timeZone' | 'bucketName'>,
  options: StackTarget & { readonly json?: boolean },
): Promise<void> => {
  if (jsonOf(file, parseExact) === undefined) {
    throw new CommandError(
      `s3://${bucketName}/${currentKey(date)} is not JSON: move it away, then ${commandLine('kpi run', options, { date })}`,
    );
  }
  const isForPeople = options.json !== true;
  const now = isForPeople ? await readWaitingNow(options, await readStackOutputs(options)) : undefined;
  const audit = commandLine('audit', options, { date });
  printFile(options, file, () =>
    metricsTable(file, { timeZone, lacking: lackingRows(file, { timeZone, audit, now }) }),
  );
};
