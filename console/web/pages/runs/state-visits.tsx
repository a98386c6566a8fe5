import { useMemo, useState } from 'preact/hooks';
import type { Visit } from '../../../../producer/kpi/execution/execution-visits.ts';
import { type RunName, visitData } from '../../../api/runs.ts';
import { query, setQuery } from '../../client/location.ts';
import { timeZone } from '../../client/stack-status.ts';
import { duration, exactTime } from '../../client/times.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Payload } from '../../components/payload.tsx';
import { Shown } from '../../components/shown.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import type { RunVisits } from './run-visits.ts';

const columns = (zone: string, visits: RunVisits): readonly Column<Visit>[] => [
  {
    title: 'Item',
    width: '2fr',
    cell: ({ iteration }) => (iteration === undefined ? '' : visits.itemName(iteration)),
  },
  { title: 'Entered', width: '7rem', cell: ({ enteredAt }) => exactTime(enteredAt.getTime(), zone) },
  {
    title: 'Took',
    width: '6rem',
    isNumber: true,
    cell: ({ enteredAt, exitedAt }) =>
      exitedAt === undefined ? 'not exited' : duration(exitedAt.getTime() - enteredAt.getTime()),
  },
  { title: 'Retries', width: '4rem', isNumber: true, cell: ({ calls }) => Math.max(0, calls - 1) },
  { title: 'Last error', width: '2fr', cell: ({ failures }) => failures.at(-1)?.error },
];

const Data = ({ run, visit }: { readonly run: RunName; readonly visit: Visit }) => {
  const { enteredEventId: entered, exitedEventId: exited = 0 } = visit;
  const data = useAnswer(visitData, { ...run, entered, exited });
  return (
    <Shown of={data} what="the input and output">
      {({ input, output }) => (
        <div class="state-data">
          <div>
            <h3>Input</h3>
            <Payload title="Input of the state">{input}</Payload>
          </div>
          <div>
            <h3>Output</h3>
            {output === undefined ? (
              <p class="hint">The run has not left this state.</p>
            ) : (
              <Payload title="Output of the state">{output}</Payload>
            )}
          </div>
        </div>
      )}
    </Shown>
  );
};

const Failures = ({ failures }: Pick<Visit, 'failures'>) =>
  failures.length === 0 ? null : (
    <div>
      <h3>Calls that failed</h3>
      <ol>
        {failures.map(({ error, cause }, index) => (
          <li key={index}>
            <strong>{error}</strong>
            {cause === undefined ? null : <Payload title={`Cause of failure ${index + 1}`}>{cause}</Payload>}
          </li>
        ))}
      </ol>
    </div>
  );

/** The input and output of a state, for each time the run visited it. */
export const StateVisits = ({ run, visits }: { readonly run: RunName; readonly visits: RunVisits }) => {
  const [chosen, setChosen] = useState<number>();
  const names = useMemo(() => [...new Set(visits.visits.map(({ name }) => name))], [visits]);
  const state = names.find((name) => name === query.value.get('state')) ?? names[0];
  const rows = useMemo(() => visits.visits.filter(({ name }) => name === state), [visits, state]);
  const visit = rows.find(({ enteredEventId }) => enteredEventId === chosen) ?? rows[0];
  if (state === undefined || visit === undefined) return null;
  return (
    <section class="card state-visits">
      <h2>One state</h2>
      <label class="field">
        State
        <select value={state} onChange={(event) => setQuery({ state: event.currentTarget.value })}>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {rows.length > 1 || visit.calls > 1 ? (
        <VirtualTable
          label={`Visits to ${state}`}
          columns={columns(timeZone.value, visits)}
          rows={rows}
          keyOf={({ enteredEventId }) => enteredEventId}
          selected={visit.enteredEventId}
          onSelect={({ enteredEventId }) => setChosen(enteredEventId)}
          height={6}
        />
      ) : null}
      <Data run={run} visit={visit} />
      <Failures failures={visit.failures} />
    </section>
  );
};
