import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  ExecutionDoesNotExist,
  type ExecutionListItem,
  paginateListExecutions,
} from '@aws-sdk/client-sfn';
import { dateInTimeZone, dayBefore } from '../functions/domain/business-time.ts';
import { CommandError, InputError } from './command-error.ts';
import type { DailyKpi } from './daily-kpi.ts';

/** Where the search for a day's execution ends: almost three years of daily runs, each of which costs a request. */
const MOST_EXECUTIONS = 1_000;

/** An execution and the day that it is for. */
export interface DatedExecution {
  readonly date: string;
  readonly execution: DescribeExecutionCommandOutput;
}

const fieldOf = (json: string | undefined, name: string): string | undefined => {
  const value: unknown = json === undefined ? undefined : JSON.parse(json);
  const found: unknown =
    typeof value === 'object' && value !== null
      ? Object.entries(value).find(([key]) => key === name)?.[1]
      : undefined;
  return typeof found === 'string' ? found : undefined;
};

const dateInName = (name = ''): string | undefined => /^kpi-(\d{4}-\d\d-\d\d)-/.exec(name)?.[1];

/** The day that an execution is for, as functions/plan-kpi-run.ts chooses it. */
const dateOf = (
  { input, output, startDate }: DescribeExecutionCommandOutput,
  { timeZone }: DailyKpi,
): string => {
  const date = fieldOf(output, 'date') ?? fieldOf(input, 'date');
  const instant = fieldOf(input, 'scheduled_time');
  const meantFor = instant === undefined ? startDate : new Date(instant);
  return date ?? dayBefore(dateInTimeZone(meantFor ?? new Date(), timeZone));
};

const describe = async (kpi: DailyKpi, executionArn: string | undefined): Promise<DatedExecution> => {
  const execution = await kpi.states.send(new DescribeExecutionCommand({ executionArn }));
  return { date: dateInName(execution.name) ?? dateOf(execution, kpi), execution };
};

/** @throws {InputError} when the state machine has had no execution of this name */
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

const nothingFound = (date: string, looked: number, isWhole: boolean): CommandError => {
  const among =
    looked === 1 ? 'the one execution' : `the ${looked.toLocaleString('en-US')} newest executions`;
  const text = looked === 0 ? 'there is no execution since then' : `looked at ${among}`;
  const remedy = isWhole
    ? `run it with "tripstream kpi run --date ${date}"`
    : 'name an older one with --execution';
  return new CommandError(`no execution for ${date} was found (${text}): ${remedy}`);
};

/**
 * The execution for `date` that started last. A scheduled one does not say its day in its name and has to be asked.
 *
 * @throws {CommandError} when there is none among the newest, saying how far it looked
 */
export const findLatestExecution = async (kpi: DailyKpi, date: string): Promise<DatedExecution> => {
  let looked = 0;
  for await (const { name, executionArn, startDate } of newestFirst(kpi)) {
    // Nothing sums a day that has not begun.
    if (startDate !== undefined && dateInTimeZone(startDate, kpi.timeZone) < date) {
      throw nothingFound(date, looked, true);
    }
    if (looked === MOST_EXECUTIONS) throw nothingFound(date, looked, false);
    looked += 1;
    if ((dateInName(name) ?? date) !== date) continue;
    const found = await describe(kpi, executionArn);
    if (found.date === date) return found;
  }
  throw nothingFound(date, looked, true);
};
