import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { type ExecutionListItem, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { dateDaysBefore, dateInTimeZone, firstInstantOf } from '../../functions/trip/business-time.ts';
import type { RunStatus, RunsStatus, ScheduleStatus } from './pipeline-status.ts';
import type { StatusSources } from './status-sources.ts';

/** Enough to find a run that has ended, even behind those of a running backfill. */
const NEWEST_RUNS = 50;

const runStatus = ({ name = '', status, startDate, stopDate }: ExecutionListItem): RunStatus => ({
  name,
  status: String(status),
  startedAt: startDate?.toISOString() ?? null,
  endedAt: stopDate?.toISOString() ?? null,
});

const isRunning = ({ status }: RunStatus): boolean => status === 'RUNNING' || status === 'PENDING_REDRIVE';

export const readRuns = async ({ kpi }: StatusSources): Promise<RunsStatus> => {
  const { executions } = await kpi.states.send(
    new ListExecutionsCommand({ stateMachineArn: kpi.stateMachineArn, maxResults: NEWEST_RUNS }),
  );
  if (executions === undefined) throw new Error('the answer has no executions');
  const runs = executions.map(runStatus);
  return { last: runs.find((run) => !isRunning(run)) ?? null, running: runs.filter(isRunning) };
};

const DAILY = /^cron\((\d{1,2}) (\d{1,2}) \* \* \? \*\)$/;

/** The first moment after `now` at which a wall clock shows this time of day. */
const nextInstant = (time: string, timeZone: string, now: Date): string => {
  const today = dateInTimeZone(now, timeZone);
  const instants = [today, dateDaysBefore(today, -1)].map((date) =>
    firstInstantOf(`${date} ${time}`, timeZone),
  );
  return new Date(instants.find((instant) => instant > now.getTime()) ?? instants[1] ?? 0).toISOString();
};

export const readSchedule = async (
  { scheduler, outputs: { scheduleName, businessTimeZone } }: StatusSources,
  now: Date,
): Promise<ScheduleStatus> => {
  const schedule = await scheduler.send(new GetScheduleCommand({ Name: scheduleName }));
  const { State, ScheduleExpression: expression, ScheduleExpressionTimezone = businessTimeZone } = schedule;
  if (State === undefined || expression === undefined) throw new Error('the answer has no schedule');
  const isEnabled = State === 'ENABLED';
  const [, minute, hour] = DAILY.exec(expression) ?? [];
  const time = `${hour?.padStart(2, '0')}:${minute?.padStart(2, '0')}:00`;
  const nextAt = isEnabled && hour !== undefined ? nextInstant(time, ScheduleExpressionTimezone, now) : null;
  return { scheduleName, isEnabled, expression, nextAt };
};
