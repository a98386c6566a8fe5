import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { estimateAudit, estimateText } from '../../../producer/kpi/audit-estimate.ts';
import { connectDailyKpi, openDailyKpi, startDailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { consoleLink, startExecution } from '../../../producer/kpi/execution/execution.ts';
import { jsonOf, textOf } from '../../../producer/stack/json-field.ts';
import type { StackTarget } from '../../../producer/stack/stack-outputs.ts';
import { BadRequest } from '../../api/fields.ts';
import {
  auditEstimate,
  type Machine,
  machineDefinition,
  type RunDetail,
  type RunName,
  runDetail,
  runEvent,
  runEvents,
  runList,
  startRun,
  stopRun,
  visitData,
} from '../../api/runs.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import { on } from '../http/route.ts';
import { USUAL_INTERVALS, watching } from '../live/watch.ts';
import { findRuns } from '../runs/find-runs.ts';
import { OpenHistories } from '../runs/open-histories.ts';
import { runEventOf } from '../runs/run-event.ts';

const histories = new OpenHistories();

/** Per answer: a page asks again for the rest. */
const MOST_EVENTS = 5_000;

const machineArn = async (machine: Machine, stack: StackAccess): Promise<string> => {
  const { stateMachineArn, auditStateMachineArn } = await stack.outputs();
  return machine === 'audit' ? auditStateMachineArn : stateMachineArn;
};

const runArn = async ({ machine, name }: RunName, stack: StackAccess): Promise<string> =>
  `${(await machineArn(machine, stack)).replace(':stateMachine:', ':execution:')}:${name}`;

const dateOf = (name: string, input: string | undefined): string | undefined =>
  /^(?:kpi|audit)-(\d{4}-\d\d-\d\d)-/.exec(name)?.[1] ?? textOf(jsonOf(input ?? ''), 'date');

const describe = async (run: RunName, stack: StackAccess): Promise<RunDetail> => {
  const { states } = await stack.kpi();
  const executionArn = await runArn(run, stack);
  const found = await states.send(new DescribeExecutionCommand({ executionArn }));
  const { status = '', startDate = new Date(0), stopDate, input, output, error, cause } = found;
  const { events } = await histories.refresh(states, executionArn, status !== 'RUNNING');
  return {
    ...run,
    ...{ executionArn, status, input, output, error, cause },
    startedAt: startDate.toISOString(),
    stoppedAt: stopDate?.toISOString(),
    consoleLink: consoleLink({ executionArn }, stack.target),
    date: dateOf(run.name, input),
    events: events.length,
  };
};

const historyOf = async (run: RunName, stack: StackAccess) => {
  const { states } = await stack.kpi();
  return (await histories.of(states, await runArn(run, stack))).events;
};

const eventOf = async (run: RunName, id: number, stack: StackAccess) => {
  const event = (await historyOf(run, stack)).find((one) => one.id === id);
  if (event === undefined) throw new BadRequest(`The execution ${run.name} has no event ${id}.`);
  return event;
};

const indented = (json: string): string => {
  const value = jsonOf(json);
  return value === undefined ? json : JSON.stringify(value, null, 2);
};

const start = async (machine: Machine, date: string, target: StackTarget): Promise<string> => {
  const kpi = await openDailyKpi(target, date);
  if (machine === 'daily-kpi') return (await startDailyKpi(kpi, date, 'manual')).name;
  const { states, auditStateMachineArn, tripsTableName } = kpi;
  // Throws if the table is too large for one execution.
  await estimateAudit(target, tripsTableName);
  return (await startExecution(states, auditStateMachineArn, `audit-${date}-manual`, { date })).name;
};

export const runRoutes = [
  on(runEvents, async ({ after, ...run }, stack) => {
    const history = await historyOf(run, stack);
    return history.slice(after, after + MOST_EVENTS).map((event) => runEventOf(event, history));
  }),
  on(runEvent, async ({ id, ...run }, stack) => ({
    text: JSON.stringify(await eventOf(run, id, stack), null, 2),
  })),
  on(visitData, async ({ entered, exited, ...run }, stack) => {
    const { input = '' } = (await eventOf(run, entered, stack)).stateEnteredEventDetails ?? {};
    if (exited === 0) return { input: indented(input) };
    const { output = '' } = (await eventOf(run, exited, stack)).stateExitedEventDetails ?? {};
    return { input: indented(input), output: indented(output) };
  }),
  on(machineDefinition, async ({ machine }, stack) => {
    const { states } = await stack.kpi();
    const stateMachineArn = await machineArn(machine, stack);
    const { definition = '{}' } = await states.send(new DescribeStateMachineCommand({ stateMachineArn }));
    return { definition };
  }),
  on(auditEstimate, async (_nothing, stack) => {
    const { tripsTableName } = await stack.outputs();
    return { text: estimateText(await estimateAudit(stack.target, tripsTableName)) };
  }),
  on(startRun, async ({ machine, date }, stack) => ({
    machine,
    name: await start(machine, date, stack.workTarget),
  })),
  on(stopRun, async (run, stack) => {
    const { states } = connectDailyKpi(stack.workTarget, await stack.outputs());
    const cause = 'stopped from the console';
    await states.send(new StopExecutionCommand({ executionArn: await runArn(run, stack), cause }));
    return run;
  }),
];

export const runWatches = [
  watching(runList, async (filter, stack) => {
    const { states, timeZone } = await stack.kpi();
    return findRuns(states, await machineArn(filter.machine, stack), filter, timeZone);
  }),
  watching(runDetail, describe, USUAL_INTERVALS),
];
