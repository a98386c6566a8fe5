import { connectDailyKpi, readMetricsFile } from '../../producer/kpi/daily-kpi.ts';
import { readStackOutputs } from '../../producer/stack/stack-outputs.ts';
import type { OracleMetrics } from '../oracle.ts';
import { expectedText, publishedText } from '../published-metrics.ts';
import type { DeployedStack } from './tools/cdk.ts';
import { checkEqual } from './tools/check.ts';
import type { Tripstream } from './tools/tripstream.ts';

/** Runs the KPI of a date with the CLI and checks the file in S3 against the oracle, digit by digit. */
export const checkKpi = async (
  date: string,
  expected: OracleMetrics,
  { tripstream, stack, url }: { tripstream: Tripstream; stack: DeployedStack; url: string },
): Promise<void> => {
  const printed = await tripstream(['kpi', 'run', '--date', date, '--json']);
  const target = { endpoint: url, stack: stack.name };
  const kpi = connectDailyKpi(target, await readStackOutputs(target));
  const file = Buffer.from((await readMetricsFile(kpi, date)) ?? '').toString();
  checkEqual(`what the CLI printed for ${date}`, printed, file);
  checkEqual(`the metrics of ${date}`, await publishedText(kpi, date), expectedText(expected));
};
