import { useMemo } from 'preact/hooks';
import { ExecutionVisits } from '../../../../producer/kpi/execution/execution-visits.ts';
import type { HistoryEvent } from '../../../execution-graph/execution-graph.ts';

const KINDS = { RUNNING: 'busy', SUCCEEDED: 'good', FAILED: 'bad', ABORTED: 'idle' } as const;

/** One cell for each iteration of each Map, such as the partitions of a day, with its status. */
export const IterationStrip = ({ history }: { readonly history: readonly HistoryEvent[] }) => {
  const maps = useMemo(
    () => [...Map.groupBy(new ExecutionVisits(history).iterations, ({ map }) => map.name)],
    [history],
  );
  return (
    <div class="strips">
      {maps.map(([name, iterations]) => (
        <div key={name}>
          <h3>
            {name}: {iterations.filter(({ status }) => status === 'SUCCEEDED').length} of {iterations.length}{' '}
            begun are done
          </h3>
          <ul class="strip">
            {iterations.map(({ index, status, startedAt }) => (
              <li
                key={`${startedAt.getTime()} ${index}`}
                class={KINDS[status]}
                title={`${index}: ${status.toLowerCase()}`}
              >
                <span>{`${index} ${status.toLowerCase()}`}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
};
