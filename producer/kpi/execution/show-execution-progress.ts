import { startProgress } from '../../terminal/progress.ts';
import type { ExecutionProgress } from './execution-progress.ts';

/** Shows an execution's progress: the state that is running and how many of its `unit`, such as partitions, are done. */
export const showExecutionProgress = (options: { readonly unit: string; readonly silent: boolean }) => {
  const progress = startProgress({ label: 'Starting', ...options });
  return {
    update: ({ runningState, done, total }: ExecutionProgress): void =>
      progress.update(done, { total, ...(runningState === undefined ? {} : { label: runningState }) }),
    end: progress.end,
  };
};
