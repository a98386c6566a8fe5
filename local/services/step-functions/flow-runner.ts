import { setImmediate as nextTurn } from 'node:timers/promises';
import { ExecutionError, type RunOptions, type StateMachine } from 'aws-local-stepfunctions';
import { REGION } from '../../values/account.ts';
import type { Flow, FlowState } from './flow.ts';
import { callOf, type LambdaCalls } from './lambda-task.ts';
import type { Level } from './level.ts';
import { type RunInner, runMap } from './map-state.ts';
import type { Json } from './state-data.ts';

type Handlers = NonNullable<NonNullable<RunOptions['overrides']>['taskResourceLocalHandlers']>;
type EventLogs = ReturnType<StateMachine['run']>['eventLogs'];
type TaskState = Extract<FlowState, { type: 'Task' }>;

const LAMBDA_INVOKE = { resourceType: 'lambda', resource: 'invoke' };
const NOT_TRUNCATED = { truncated: false };

/**
 * Runs a flow to its output and records what happens on its level.
 * @throws what ended it: a StatesError, an error of the interpreter with the same fields, or its
 * ExecutionAbortedError once the level's signal is aborted.
 */
export const runFlow = async (flow: Flow, input: Json, level: Level, lambda: LambdaCalls): Promise<Json> => {
  level.signal.throwIfAborted();
  const run = flow.machine.run(input, {
    context: level.context,
    overrides: { taskResourceLocalHandlers: handlersOf(flow, level, lambda) },
  });
  const abort = () => run.abort();
  level.signal.addEventListener('abort', abort);
  const recorded = recordStates(flow, run.eventLogs, level);
  try {
    return await run.result;
  } catch (error) {
    throw error instanceof ExecutionError ? error.cause : error;
  } finally {
    level.signal.removeEventListener('abort', abort);
    await recorded;
  }
};

/** The interpreter looks handlers up by state name; it has no default handler. */
const handlersOf = (flow: Flow, level: Level, lambda: LambdaCalls): Handlers =>
  new Proxy<Handlers>(
    {},
    { get: (_, name) => (input: Json) => performState(flow, String(name), input, level, lambda) },
  );

const performState = async (
  flow: Flow,
  name: string,
  effectiveInput: Json,
  level: Level,
  lambda: LambdaCalls,
): Promise<Json> => {
  const state = flow.states.get(name);
  const runInner: RunInner = (inner, input, innerLevel) => runFlow(inner, input, innerLevel, lambda);
  // The interpreter's log comes through an async generator: by the next turn the state is recorded as entered.
  await nextTurn();
  // An aborted interpreter still runs its planned retries.
  level.signal.throwIfAborted();
  switch (state?.type) {
    case 'Task':
      return callTask(state, effectiveInput, level, lambda);
    case 'Map':
      return runMap(name, state, effectiveInput, level, runInner);
    default:
      throw new Error(`the state "${name}" of type ${state?.type} was run as a task`);
  }
};

const callTask = async (
  { timeoutSeconds }: TaskState,
  effectiveInput: Json,
  level: Level,
  lambda: LambdaCalls,
): Promise<Json> => {
  const call = callOf(effectiveInput);
  const pending = Symbol();
  level.pendingCall = pending;
  level.record('TaskScheduled', {
    taskScheduledEventDetails: {
      ...LAMBDA_INVOKE,
      region: REGION,
      parameters: JSON.stringify(effectiveInput),
      ...(timeoutSeconds && { timeoutInSeconds: timeoutSeconds }),
    },
  });
  level.record('TaskStarted', { taskStartedEventDetails: LAMBDA_INVOKE });
  /** False if the state has timed out or the level was aborted: then the answer is not recorded. */
  const settle = () => {
    const isAwaited = level.pendingCall === pending && !level.signal.aborted;
    if (isAwaited) level.pendingCall = undefined;
    return isAwaited;
  };
  try {
    const result = await lambda.call(call, level.signal);
    if (settle()) {
      const details = { ...LAMBDA_INVOKE, output: JSON.stringify(result), outputDetails: NOT_TRUNCATED };
      level.record('TaskSucceeded', { taskSucceededEventDetails: details });
    }
    return result;
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    if (settle()) {
      level.record('TaskFailed', {
        taskFailedEventDetails: { ...LAMBDA_INVOKE, error: name, cause: message },
      });
    }
    throw error;
  }
};

const recordStates = async (flow: Flow, logs: EventLogs, level: Level): Promise<void> => {
  for await (const event of logs) {
    if (!('state' in event)) continue;
    const { name, input, output } = event.state;
    const state = flow.states.get(name);
    if (event.type === 'StateEntered') {
      level.record(`${state?.type}StateEntered`, {
        stateEnteredEventDetails: { name, input: JSON.stringify(input), inputDetails: NOT_TRUNCATED },
      });
    } else if (event.type === 'StateExited') {
      level.record(`${state?.type}StateExited`, {
        stateExitedEventDetails: { name, output: JSON.stringify(output), outputDetails: NOT_TRUNCATED },
      });
    } else if (event.type === 'StateFailed' && state?.type === 'Task' && level.pendingCall) {
      // Every other failure of a call is recorded, and no longer pending, before the state fails.
      level.pendingCall = undefined;
      level.record('TaskTimedOut', {
        taskTimedOutEventDetails: { ...LAMBDA_INVOKE, error: 'States.Timeout' },
      });
    }
  }
};
