import { DescribePipeCommand } from '@aws-sdk/client-pipes';
import type { PipeStatus } from './pipeline-status.ts';
import type { StatusSources } from './status-sources.ts';

export const readPipes = ({ pipes, outputs }: StatusSources): Promise<readonly PipeStatus[]> =>
  Promise.all(
    Object.entries({ starts: outputs.startPipeName, ends: outputs.endPipeName }).map(
      async ([name, pipeName]) => {
        const { CurrentState, StateReason, LastModifiedTime } = await pipes.send(
          new DescribePipeCommand({ Name: pipeName }),
        );
        if (CurrentState === undefined) throw new Error(`the answer has no state for ${pipeName}`);
        return {
          name,
          pipeName,
          state: CurrentState,
          reason: StateReason ?? null,
          changedAt: LastModifiedTime?.toISOString() ?? null,
        };
      },
    ),
  );
