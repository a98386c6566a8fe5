import type { Properties } from '../values/json.ts';
import type { PipeDefinition } from './definition/pipe-definition.ts';
import type { WriteLog } from './delivery/error-log.ts';
import type { DeliverBatch } from './delivery/invoke-function.ts';
import type { PipeExecution } from './delivery/lane.ts';
import type { PipeStatus } from './delivery/pipe-status.ts';
import { openDesiredStates } from './desired-states.ts';
import { openCheckpointStore } from './shards/checkpoint-store.ts';
import { openStackPipe, type StackPipe } from './stack-pipe.ts';

/** The pipes of the stack, on one file of checkpoints and desired states. */
export const openStackPipes = (options: {
  databasePath: string;
  endpointUrl: () => string;
  nowMs: () => number;
  onExecution: (execution: PipeExecution) => void;
  /** Takes the lines of the pipes' error logs. */
  writeLog: WriteLog;
  /** Wraps the deliveries of each shard of a pipe to inject faults. */
  withFaults?: ((pipeName: string) => (deliver: DeliverBatch) => DeliverBatch) | undefined;
}) => {
  const checkpoints = openCheckpointStore(options.databasePath);
  const desiredStates = openDesiredStates(options.databasePath);
  const pipes: StackPipe[] = [];
  return {
    /** `properties` are those of the template, resolved. */
    start: (definition: PipeDefinition, properties: Properties): void => {
      const withFaults = options.withFaults?.(definition.name);
      const endpointUrl = options.endpointUrl();
      const parts = { ...options, endpointUrl, checkpoints, desiredStates, withFaults };
      pipes.push(openStackPipe(definition, properties, parts));
    },
    all: (): readonly StackPipe[] => pipes,
    /** Covers everything that was put before the call. */
    freshStatuses: (): Promise<PipeStatus[]> => Promise.all(pipes.map((pipe) => pipe.freshStatus())),
    /** Waits for the current deliveries, however long their functions take. */
    close: async (): Promise<void> => {
      await Promise.all(pipes.map((pipe) => pipe.close()));
      desiredStates.close();
      checkpoints.close();
    },
  };
};
