import { useState } from 'preact/hooks';
import { MACHINES, type Machine, RUN_STATUSES, type RunFilter, runList } from '../../../api/runs.ts';
import { query, setQuery } from '../../client/location.ts';
import { timeZone } from '../../client/stack-status.ts';
import { dateAndTime, duration } from '../../client/times.ts';
import { useLive } from '../../client/use-live.ts';
import { DateField } from '../../components/fields.tsx';
import { Link } from '../../components/link.tsx';
import { Shown } from '../../components/shown.tsx';
import { StartButton } from './start-button.tsx';
import { StatusBadge } from './status-badge.tsx';

const filterOf = (fields: URLSearchParams): RunFilter => ({
  machine: MACHINES.find((machine) => machine === fields.get('machine')) ?? 'daily-kpi',
  status: RUN_STATUSES.find((status) => status === fields.get('status')),
  from: fields.get('from') ?? undefined,
  to: fields.get('to') ?? undefined,
});

const Filter = ({ machine, status, from, to }: RunFilter) => (
  <div class="filter">
    <label class="field">
      State machine
      <select value={machine} onChange={(event) => setQuery({ machine: event.currentTarget.value })}>
        {MACHINES.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
    <label class="field">
      Status
      <select value={status ?? ''} onChange={(event) => setQuery({ status: event.currentTarget.value })}>
        <option value="">any</option>
        {RUN_STATUSES.map((one) => (
          <option key={one} value={one}>
            {one.toLowerCase().replace('_', ' ')}
          </option>
        ))}
      </select>
    </label>
    <DateField label="Started from" value={from} onDate={(date) => setQuery({ from: date })} />
    <DateField label="to" value={to} onDate={(date) => setQuery({ to: date })} />
  </div>
);

const Start = ({ machine }: { readonly machine: Machine }) => {
  const [date, setDate] = useState('');
  return (
    <div class="filter">
      <DateField label="Day" value={date} onDate={setDate} />
      <StartButton machine={machine} date={date} />
    </div>
  );
};

const NoRuns = ({ filter: { status, from, to } }: { readonly filter: RunFilter }) => (
  <p>
    {(status ?? from ?? to) === undefined
      ? 'No runs yet. Choose a day above to start the first.'
      : 'No run matches. Choose other dates or another status.'}
  </p>
);

/** The executions of a state machine, with a button to start one. */
export const RunList = () => {
  const filter = filterOf(query.value);
  const zone = timeZone.value;
  return (
    <>
      <h1>Runs</h1>
      <div class="toolbar">
        <Filter {...filter} />
        <Start machine={filter.machine} />
      </div>
      <Shown of={useLive(runList, filter)} what="the runs">
        {({ runs, lookedAt }) => (
          <>
            {runs.length === 0 ? <NoRuns filter={filter} /> : null}
            <ul class="framed-list run-list">
              {runs.map(({ name, status, machine, startedAt, stoppedAt }) => (
                <li key={name} class="row">
                  <StatusBadge status={status} />
                  <Link to={`/runs/${machine}/${encodeURIComponent(name)}`}>{name}</Link>
                  <span class="hint">
                    {dateAndTime(startedAt, zone)}
                    {stoppedAt === undefined
                      ? ''
                      : ` · ${duration(Date.parse(stoppedAt) - Date.parse(startedAt))}`}
                  </span>
                </li>
              ))}
            </ul>
            <p class="hint">
              Times in {zone}.
              {lookedAt === undefined ? '' : ` Only the newest ${lookedAt} runs were searched.`}
            </p>
          </>
        )}
      </Shown>
    </>
  );
};
