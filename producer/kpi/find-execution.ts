import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  ExecutionDoesNotExist,
  type ExecutionListItem,
  GetExecutionHistoryCommand,
  paginateListExecutions,
} from '@aws-sdk/client-sfn';
import { daysOfOutput, plannedDaysIn } from '../../functions/contracts/kpi-run.ts';
import { dateInTimeZone, dayBefore } from '../../functions/trip/business-time.ts';
import { jsonOf, textOf } from '../stack/json-field.ts';
import { CommandError, InputError } from '../terminal/command-error.ts';
import type { DailyKpi } from './daily-kpi.ts';
import { SUM_DAYS } from './execution/state-names.ts';

/** How many executions a search looks at: almost three years of daily runs, one request each. */
const MOST_EXECUTIONS = 1_000;

/** The plan is the seventh event of an execution's history, and two events later for each retry. */
const EVENTS_WITH_PLAN = 30;

export interface DatedExecution {
  readonly dates: readonly string[];
  readonly execution: DescribeExecutionCommandOutput;
}

const dateInName = (name = ''): string | undefined => /^kpi-(\d{4}-\d\d-\d\d)-/.exec(name)?.[1];

/** The day before its scheduled time, as functions/daily-kpi/plan-kpi-run.ts chooses it. */
const dayBeforeRun = (
  { input, startDate }: DescribeExecutionCommandOutput,
  { timeZone }: DailyKpi,
): string => {
  const instant = textOf(jsonOf(input ?? ''), 'scheduled_time');
  const meantFor = instant === undefined ? startDate : new Date(instant);
  return dayBefore(dateInTimeZone(meantFor ?? new Date(), timeZone));
};

/** The days that an execution planned. While it runs, and after a failure, only its history has them. */
const plannedDates = async ({ states }: DailyKpi, executionArn: string): Promise<readonly string[]> => {
  const { events = [] } = await states.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: EVENTS_WITH_PLAN }),
  );
  const planned = events.find(({ stateEnteredEventDetails: entered }) => entered?.name === SUM_DAYS);
  const plan = planned?.stateEnteredEventDetails?.input;
  return plan === undefined ? [] : plannedDaysIn(plan).map(({ date }) => date);
};

const datesOf = async (
  execution: DescribeExecutionCommandOutput,
  kpi: DailyKpi,
): Promise<readonly string[]> => {
  const named = dateInName(execution.name) ?? textOf(jsonOf(execution.input ?? ''), 'date');
  if (named !== undefined) return [named];
  if (execution.output !== undefined) return daysOfOutput(execution.output).map(({ date }) => date);
  const planned = await plannedDates(kpi, execution.executionArn ?? '');
  return planned.length > 0 ? planned : [dayBeforeRun(execution, kpi)];
};

const describe = async (kpi: DailyKpi, executionArn: string | undefined): Promise<DatedExecution> => {
  const execution = await kpi.states.send(new DescribeExecutionCommand({ executionArn }));
  return { dates: await datesOf(execution, kpi), execution };
};

/** @throws {InputError} if the state machine has no execution of this name */
export const findExecution = async (kpi: DailyKpi, name: string): Promise<DatedExecution> => {
  const executionArn = `${kpi.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  try {
    return await describe(kpi, executionArn);
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist)
      throw new InputError(`there is no execution named ${name}`, error);
    throw error;
  }
};

async function* newestFirst({ states, stateMachineArn }: DailyKpi): AsyncGenerator<ExecutionListItem> {
  const pages = paginateListExecutions({ client: states }, { stateMachineArn, maxResults: 100 });
  for await (const { executions = [] } of pages) yield* executions;
}

const nothingFound = (date: string, looked: number, runCommand?: string): CommandError => {
  const among =
    looked === 1 ? 'the one execution' : `the ${looked.toLocaleString('en-US')} newest executions`;
  const text = looked === 0 ? 'there has been no execution since then' : `looked at ${among}`;
  const remedy =
    runCommand === undefined ? 'name an older one with --execution' : `run it with "${runCommand}"`;
  return new CommandError(`no execution for ${date} was found (${text}): ${remedy}`);
};

/**
 * The latest execution for `date`. The name of a scheduled execution does not say which days it sums, so its output or
 * its history is read.
 * @throws {CommandError} if there is none: it says how far the search went and, if it went to the end, gives
 * `runCommand`
 */
export const findLatestExecution = async (
  kpi: DailyKpi,
  date: string,
  runCommand: string,
): Promise<DatedExecution> => {
  let looked = 0;
  for await (const { name, executionArn, startDate } of newestFirst(kpi)) {
    // No execution sums a day that has not begun.
    if (startDate !== undefined && dateInTimeZone(startDate, kpi.timeZone) < date) {
      throw nothingFound(date, looked, runCommand);
    }
    if (looked === MOST_EXECUTIONS) throw nothingFound(date, looked);
    looked += 1;
    if ((dateInName(name) ?? date) !== date) continue;
    const found = await describe(kpi, executionArn);
    if (found.dates.includes(date)) return found;
  }
  throw nothingFound(date, looked, runCommand);
};
