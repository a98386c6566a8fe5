import type { PipeDefinition } from './definition/pipe-definition.ts';
import type { DeliverBatch } from './delivery/invoke-function.ts';
import type { PipeExecution } from './delivery/lane.ts';
import type { PipeStatus } from './delivery/pipe-status.ts';
import { openCheckpointStore } from './shards/checkpoint-store.ts';
import { type RunningPipe, startPipe } from './start-pipe.ts';

/** The pipes of the stack, on one file of checkpoints. */
export type StackPipes = {
  start(definition: PipeDefinition): void;
  /** Covers all that was put before the call. */
  freshStatuses(): Promise<PipeStatus[]>;
  /** Waits for the current deliveries, however long their functions take. */
  close(): Promise<void>;
};

export const openStackPipes = (options: {
  databasePath: string;
  endpointUrl: () => string;
  nowMs: () => number;
  onExecution: (execution: PipeExecution) => void;
  /** Wraps the deliveries of each shard of a pipe to inject faults. */
  withFaults?: ((pipeName: string) => (deliver: DeliverBatch) => DeliverBatch) | undefined;
}): StackPipes => {
  const checkpoints = openCheckpointStore(options.databasePath);
  const pipes: RunningPipe[] = [];
  return {
    start: (definition) => {
      const withFaults = options.withFaults?.(definition.name);
      pipes.push(
        startPipe(definition, { ...options, endpointUrl: options.endpointUrl(), checkpoints, withFaults }),
      );
    },
    freshStatuses: () => Promise.all(pipes.map((pipe) => pipe.freshStatus())),
    close: async () => {
      await Promise.all(pipes.map((pipe) => pipe.stop()));
      checkpoints.close();
    },
  };
};
