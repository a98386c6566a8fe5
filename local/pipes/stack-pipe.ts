import type { Properties } from '../values/json.ts';
import type { DesiredState, PipeDefinition } from './definition/pipe-definition.ts';
import { errorLog, type WriteLog } from './delivery/error-log.ts';
import type { PipeExecution } from './delivery/lane.ts';
import { createTally, type PipeStatus } from './delivery/pipe-status.ts';
import type { DesiredStates } from './desired-states.ts';
import { type PipeOptions, startPipe } from './start-pipe.ts';

export interface PipeState {
  readonly desired: DesiredState;
  readonly current: 'RUNNING' | 'STOPPING' | 'STOPPED';
  /** Why it is not running; undefined if it is. */
  readonly reason?: string | undefined;
  readonly changedAtMs: number;
}

interface StackPipeOptions extends Omit<PipeOptions, 'tally'> {
  readonly desiredStates: DesiredStates;
  /** Takes the lines of the pipe's error log. */
  readonly writeLog: WriteLog;
}

export type StackPipe = ReturnType<typeof openStackPipe>;

/**
 * A pipe of the stack, which can be stopped and started while the cloud runs. It starts now, unless it was stopped when
 * the cloud last ran.
 * @param properties those of the template, resolved
 */
export const openStackPipe = (
  definition: PipeDefinition,
  properties: Properties,
  { desiredStates, writeLog, ...options }: StackPipeOptions,
) => {
  const { name, desiredState: inTemplate } = definition;
  const createdAtMs = Date.now();
  const tally = createTally(definition);
  const logError = errorLog(definition, writeLog);
  const onExecution = (execution: PipeExecution): void => {
    options.onExecution?.(execution);
    logError?.(execution);
  };
  const run = (desiredState: DesiredState) =>
    startPipe({ ...definition, desiredState }, { ...options, onExecution, tally });
  let desired = desiredStates.of(name, inTemplate);
  let changedAtMs = createdAtMs;
  let pipe = run(desired);
  let stopping: Promise<void> | undefined;

  const change = (state: DesiredState): void => {
    desired = state;
    changedAtMs = Date.now();
    desiredStates.save(name, inTemplate, state);
  };
  const state = (): PipeState => {
    if (stopping) return { desired, current: 'STOPPING', changedAtMs };
    const { state: current, lastError } = pipe.status();
    if (current === 'RUNNING') return { desired, current, changedAtMs };
    const asked = desired === inTemplate ? undefined : 'User initiated';
    return { desired, current: 'STOPPED', reason: current === 'FAILED' ? lastError : asked, changedAtMs };
  };
  return {
    definition,
    properties,
    createdAtMs,
    state,
    /** Covers everything that was put before the call. */
    freshStatus: async (): Promise<PipeStatus> => {
      const status = await pipe.freshStatus();
      // A pipe that does not read cannot know whether anything is unread.
      return state().current === 'RUNNING' ? status : { ...status, recordsBehind: status.recordsBehind || 1 };
    },
    /** Continues from the checkpoint; for a pipe that is STOPPED. */
    start: (): void => {
      change('RUNNING');
      pipe = run('RUNNING');
    },
    /** Stops reading and waits for the current deliveries, however long they take; for a pipe that is RUNNING. */
    stop: (): void => {
      change('STOPPED');
      stopping = pipe.stop().finally(() => {
        stopping = undefined;
      });
    },
    close: (): Promise<void> => stopping ?? pipe.stop(),
  };
};
