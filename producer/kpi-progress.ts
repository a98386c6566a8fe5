import type { ExecutionProgress } from './execution-progress.ts';
import { startProgress } from './progress.ts';

/** Shows an execution's progress: the state that is running and how many of the day's partitions are done. */
export const startKpiProgress = (options: { readonly silent: boolean }) => {
  const progress = startProgress({ label: 'Starting', unit: 'partitions', ...options });
  return {
    update: ({ runningState, partitionsDone, partitionsTotal }: ExecutionProgress): void =>
      progress.update(partitionsDone, {
        total: partitionsTotal,
        ...(runningState === undefined ? {} : { label: runningState }),
      }),
    end: progress.end,
  };
};
