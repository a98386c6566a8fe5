import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  type HistoryEvent,
  paginateGetExecutionHistory,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { dateInTimeZone } from '../functions/domain/business-time.ts';
import { currentKey } from '../functions/domain/metrics-file.ts';
import { type AwsTarget, clientConfiguration } from './aws-access.ts';
import { CommandError, InputError } from './command-error.ts';
import { failureText } from './execution-failure.ts';
import { type ExecutionProgress, executionProgress } from './execution-progress.ts';
import type { StackOutputs } from './stack-outputs.ts';

const FIRST_POLL_MS = 200;
const MAX_POLL_MS = 2_000;

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
export interface KpiRun {
  readonly date: string;
  readonly name: string;
  readonly executionArn: string;
}

/** Connects to what `outputs` names. */
export const connectDailyKpi = (target: AwsTarget, outputs: StackOutputs): DailyKpi => ({
  states: new SFNClient(clientConfiguration(target)),
  s3: new S3Client({ ...clientConfiguration(target), forcePathStyle: target.endpoint !== undefined }),
  stateMachineArn: outputs.stateMachineArn,
  bucketName: outputs.metricsBucketName,
  timeZone: outputs.businessTimeZone,
});

/** A run that came to another end than success. */
export class RunNotSucceeded extends CommandError {
  override readonly name = 'RunNotSucceeded';
  /** Such as `FAILED` or `TIMED_OUT`. */
  readonly status: string;

  constructor(run: KpiRun, status: string, reason: string) {
    super(`${run.name} ended ${status}${reason === '' ? '' : `: ${reason}`}`);
    this.status = status;
  }
}

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
): Promise<KpiRun> => {
  const startedAt = new Date().toISOString().replace(/[-:.]/g, '');
  const name = `kpi-${date}-${trigger}-${startedAt}-${randomUUID().slice(0, 8)}`;
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify({ date }) }),
  );
  if (executionArn === undefined) throw new Error(`StartExecution answered without an ARN for ${name}`);
  return { date, name, executionArn };
};

/** All events of an execution, the oldest first. */
export const readHistory = async (states: SFNClient, executionArn: string): Promise<HistoryEvent[]> => {
  const events: HistoryEvent[] = [];
  const pages = paginateGetExecutionHistory({ client: states }, { executionArn, maxResults: 1000 });
  for await (const { events: page = [] } of pages) events.push(...page);
  return events;
};

/**
 * Waits until a run has succeeded.
 *
 * @throws {RunNotSucceeded} with the run's error and cause when it ends otherwise
 * @throws {Error} named AbortError when `signal` is aborted; the run goes on
 */
export const awaitDailyKpi = async (
  { states }: DailyKpi,
  run: KpiRun,
  { signal, onProgress }: { signal: AbortSignal; onProgress?: (progress: ExecutionProgress) => void },
): Promise<void> => {
  const { executionArn } = run;
  for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(MAX_POLL_MS, pollMs * 1.5)) {
    const { status, error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
    if (onProgress !== undefined) onProgress(executionProgress(await readHistory(states, executionArn)));
    if (status === 'SUCCEEDED') return;
    if (status !== 'RUNNING' && status !== 'PENDING_REDRIVE') {
      throw new RunNotSucceeded(run, String(status), failureText({ error, cause }));
    }
    await sleep(pollMs, undefined, { signal });
  }
};

/** The metrics file published for `date`, byte for byte; undefined when there is none. */
export const readMetricsFile = async (
  { s3, bucketName }: DailyKpi,
  date: string,
): Promise<Uint8Array | undefined> => {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key: currentKey(date) }));
    return await Body?.transformToByteArray();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

/** Reads what a run that succeeded has published. @throws {CommandError} when it published nothing */
export const readPublished = async (kpi: DailyKpi, { date, name }: KpiRun): Promise<Uint8Array> => {
  const file = await readMetricsFile(kpi, date);
  if (file === undefined)
    throw new CommandError(`${name} succeeded, but s3://${kpi.bucketName}/${currentKey(date)} is missing`);
  return file;
};
