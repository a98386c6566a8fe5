import type { MapCells, RunVisits } from './run-visits.ts';

const KINDS = {
  WAITING: 'waiting',
  RUNNING: 'busy',
  SUCCEEDED: 'good',
  FAILED: 'bad',
  ABORTED: 'idle',
} as const;

const Strip = ({ title, cells }: MapCells) => (
  <div>
    <h3>
      {title}: {cells.filter(({ status }) => status === 'SUCCEEDED').length} of {cells.length} done
    </h3>
    <ul class="row strip">
      {cells.map(({ name, status }, index) => (
        <li key={index} class={KINDS[status]} title={`${name}: ${status.toLowerCase()}`}>
          <span class="unseen">{`${name} ${status.toLowerCase()}`}</span>
        </li>
      ))}
    </ul>
  </div>
);

/** One cell for each item of each Map, such as the partitions of a day, with its status. */
export const IterationStrips = ({ visits }: { readonly visits: RunVisits }) => (
  <div class="strips">
    {visits.maps().map((map) => (
      <Strip key={map.title} {...map} />
    ))}
  </div>
);
