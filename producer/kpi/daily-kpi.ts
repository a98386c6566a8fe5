import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { daysOfOutput } from '../../functions/contracts/kpi-run.ts';
import { currentKey } from '../../functions/contracts/metrics-file.ts';
import { dateInTimeZone } from '../../functions/trip/business-time.ts';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';
import { readStackOutputs, type StackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { CommandError, InputError } from '../terminal/command-error.ts';
import { checkDate } from './dates.ts';
import { type Execution, startExecution } from './execution/execution.ts';

export interface KpiRun extends Execution {
  readonly date: string;
}

export const connectDailyKpi = (target: AwsTarget, outputs: StackOutputs) => ({
  states: new SFNClient(clientConfiguration(target)),
  s3: new S3Client({ ...clientConfiguration(target), forcePathStyle: target.endpoint !== undefined }),
  stateMachineArn: outputs.stateMachineArn,
  bucketName: outputs.metricsBucketName,
  /** IANA name of the time zone in which dates are counted. */
  timeZone: outputs.businessTimeZone,
});

export type DailyKpi = Readonly<ReturnType<typeof connectDailyKpi>>;

/**
 * Connects to the daily KPI and the audit of a stack for dates up to `date`.
 * @throws {InputError} if `date` is not on the calendar or has not begun yet; otherwise as `readStackOutputs`
 */
export const openDailyKpi = async (target: StackTarget, date: string) => {
  checkDate(date);
  const outputs = await readStackOutputs(target);
  const timeZone = outputs.businessTimeZone;
  const today = dateInTimeZone(new Date(), timeZone);
  if (date > today) throw new InputError(`${date} is in the future: today is ${today} in ${timeZone}`);
  return {
    ...connectDailyKpi(target, outputs),
    auditStateMachineArn: outputs.auditStateMachineArn,
    tripsTableName: outputs.tripsTableName,
  };
};

/** Starts the state machine for `date`, under a unique name that includes the `trigger`. */
export const startDailyKpi = async (
  { states, stateMachineArn }: DailyKpi,
  date: string,
  trigger: 'manual' | 'backfill',
): Promise<KpiRun> => ({
  date,
  ...(await startExecution(states, stateMachineArn, `kpi-${date}-${trigger}`, { date })),
});

/** A file of the metrics bucket, and when it was written; undefined if there is none. */
export const readDailyFile = async ({ s3, bucketName }: Pick<DailyKpi, 's3' | 'bucketName'>, Key: string) => {
  try {
    const { Body, LastModified } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key }));
    const text = await Body?.transformToString();
    return text === undefined ? undefined : { text, writtenAt: LastModified };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

/** The file that a successful execution has written. @throws {CommandError} if it is missing */
export const readWritten = async (kpi: DailyKpi, { name }: Execution, key: string): Promise<string> => {
  const file = await readDailyFile(kpi, key);
  if (file === undefined)
    throw new CommandError(`${name} succeeded, but s3://${kpi.bucketName}/${key} is missing`);
  return file.text;
};

/** The metrics file published for `date`; undefined if there is none. */
export const readMetricsFile = async (kpi: DailyKpi, date: string): Promise<string | undefined> =>
  (await readDailyFile(kpi, currentKey(date)))?.text;

/** @throws {CommandError} if a successful run has published nothing: it had no time left for the day */
export const readPublished = async (kpi: DailyKpi, run: KpiRun): Promise<string> => {
  const { name, date, executionArn } = run;
  const { output } = await kpi.states.send(new DescribeExecutionCommand({ executionArn }));
  if (daysOfOutput(output ?? '').some((day) => day.date === date && day.status === 'waiting'))
    throw new CommandError(
      `${name} had no time left for ${date}: it published nothing, and what was published before stays. A nightly run will sum the day if it has no file yet or had late completions`,
    );
  return readWritten(kpi, run, currentKey(date));
};
