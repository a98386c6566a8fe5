import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { currentKey } from '../../functions/contracts/metrics-file.ts';
import { dateInTimeZone } from '../../functions/trip/business-time.ts';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import { CommandError, InputError } from '../terminal/command-error.ts';
import { PARTITIONS_OF_DAYS } from './execution/daily-kpi-states.ts';
import { awaitExecution, type Execution, startExecution } from './execution/execution.ts';
import { type ExecutionProgress, executionProgress } from './execution/execution-progress.ts';

/** The state machine and the bucket of a deployed stack. */
export interface DailyKpi {
  readonly states: SFNClient;
  readonly s3: S3Client;
  readonly stateMachineArn: string;
  readonly bucketName: string;
  /** IANA name of the time zone in which dates are counted. */
  readonly timeZone: string;
}

/** What made a run start; its name says it. */
export type KpiTrigger = 'manual' | 'backfill';

/** One execution of the daily KPI. */
export interface KpiRun extends Execution {
  readonly date: string;
}

/** Connects to what `outputs` names. */
export const connectDailyKpi = (target: AwsTarget, outputs: StackOutputs): DailyKpi => ({
  states: new SFNClient(clientConfiguration(target)),
  s3: new S3Client({ ...clientConfiguration(target), forcePathStyle: target.endpoint !== undefined }),
  stateMachineArn: outputs.stateMachineArn,
  bucketName: outputs.metricsBucketName,
  timeZone: outputs.businessTimeZone,
});

/** @throws {InputError} when `date` has not begun yet in `timeZone` */
export const checkNotInFuture = (date: string, { timeZone }: DailyKpi): void => {
  const today = dateInTimeZone(new Date(), timeZone);
  if (date > today) throw new InputError(`${date} is in the future: today is ${today} in ${timeZone}`);
};

/** Starts the state machine for `date`, under a name that no other run has. */
export const startDailyKpi = async (
  { states, stateMachineArn }: DailyKpi,
  date: string,
  trigger: KpiTrigger,
): Promise<KpiRun> => ({
  date,
  ...(await startExecution(states, stateMachineArn, `kpi-${date}-${trigger}`, { date })),
});

/** Waits until a run has succeeded, as {@link awaitExecution} does. */
export const awaitDailyKpi = (
  { states }: DailyKpi,
  run: KpiRun,
  { signal, onProgress }: { signal: AbortSignal; onProgress?: (progress: ExecutionProgress) => void },
): Promise<void> =>
  awaitExecution(states, run, {
    signal,
    ...(onProgress && { onHistory: (history) => onProgress(executionProgress(history, PARTITIONS_OF_DAYS)) }),
  });

/** A file of the metrics bucket, byte for byte; undefined when there is none. */
export const readDailyFile = async (
  { s3, bucketName }: Pick<DailyKpi, 's3' | 'bucketName'>,
  key: string,
): Promise<Uint8Array | undefined> => {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key: key }));
    return await Body?.transformToByteArray();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

/** The metrics file published for `date`, byte for byte; undefined when there is none. */
export const readMetricsFile = (kpi: DailyKpi, date: string): Promise<Uint8Array | undefined> =>
  readDailyFile(kpi, currentKey(date));

/** Reads what a run that succeeded has published. @throws {CommandError} when it published nothing */
export const readPublished = async (kpi: DailyKpi, { date, name }: KpiRun): Promise<Uint8Array> => {
  const file = await readMetricsFile(kpi, date);
  if (file === undefined)
    throw new CommandError(`${name} succeeded, but s3://${kpi.bucketName}/${currentKey(date)} is missing`);
  return file;
};
