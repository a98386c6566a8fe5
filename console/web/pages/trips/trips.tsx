import './trips.css';
import { useState } from 'preact/hooks';
import { type StoredTrip, tripInQueues, tripInTable } from '../../../api/trips.ts';
import { query, setQuery } from '../../client/location.ts';
import { timeZone } from '../../client/stack-status.ts';
import { dateAndTime } from '../../client/times.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Badge, type Look } from '../../components/badge.tsx';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import { Shown } from '../../components/shown.tsx';
import { Trouble } from '../../components/trouble.tsx';
import type { Page } from '../../layout/page.ts';
import { Half } from './half.tsx';
import { Waiting } from './waiting.tsx';

const STATUS_LOOKS: Readonly<Record<string, Look>> = {
  completed: { kind: 'good', icon: 'done', word: 'completed' },
  started: { kind: 'busy', icon: 'running', word: 'started, no end yet' },
  ended: { kind: 'warn', icon: 'waiting', word: 'ended, no start yet' },
};

const IN_FILE_LOOKS: Readonly<Record<StoredTrip['in_file'], Look>> = {
  yes: { kind: 'good', icon: 'done', word: 'in the published file' },
  no: { kind: 'warn', icon: 'waiting', word: 'not in the file in its current state' },
  perhaps: { kind: 'warn', icon: 'caught', word: 'perhaps in the file' },
  'not-completed': { kind: 'idle', icon: 'stopped', word: 'in no file' },
  'not-published': { kind: 'idle', icon: 'stopped', word: 'day not published' },
};

const InTable = ({ trip }: { readonly trip: StoredTrip }) => {
  const { status, completion_date, in_file, in_file_text, created_at, updated_at, start, end } = trip;
  const zone = timeZone.value;
  return (
    <>
      <section class="card" aria-label="The trip">
        <p class="badges">
          <Badge {...(STATUS_LOOKS[status] ?? { kind: 'idle', icon: 'stopped', word: status })} />
          <Badge {...IN_FILE_LOOKS[in_file]} />
        </p>
        <p>
          {completion_date === null ? (
            'It does not count for a day yet.'
          ) : (
            <>
              It counts for <Link to={`/days?date=${completion_date}`}>{completion_date}</Link>.
            </>
          )}
        </p>
        <p>Is it in the published file of its day? {in_file_text}</p>
        <p class="note">
          First written {dateAndTime(created_at, zone)}, last written {dateAndTime(updated_at, zone)} ({zone}
          ).
        </p>
      </section>
      <div class="halves">
        <Half name="Start" half={start} />
        <Half name="End" half={end} />
      </div>
    </>
  );
};

const Trip = ({ id }: { readonly id: string }) => {
  const inTable = useAnswer(tripInTable, { id });
  const inQueues = useAnswer(tripInQueues, { id });
  const { value: queues } = inQueues;
  if (inTable.value?.trip === null && queues?.waiting.length === 0)
    return <Trouble>{queues.nothing_found}</Trouble>;
  return (
    <>
      <Shown of={inTable} what="the table">
        {({ trip }) => (trip === null ? <p>The table does not have this trip.</p> : <InTable trip={trip} />)}
      </Shown>
      <Shown of={inQueues} what="the quarantine and the dead letters, message by message">
        {(found) => <Waiting found={found} />}
      </Shown>
    </>
  );
};

const Search = ({ id }: { readonly id: string }) => {
  const [typed, setTyped] = useState(id);
  return (
    <form
      class="filter trip-search"
      onSubmit={(event) => {
        event.preventDefault();
        setQuery({ id: typed.trim() });
      }}
    >
      <label class="field trip-id">
        Trip id
        <input
          autoComplete="off"
          spellcheck={false}
          value={typed}
          placeholder="for example 87b7ae24d1"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary" disabled={typed.trim() === ''}>
        Show the trip
      </button>
    </form>
  );
};

const Content = () => {
  const id = query.value.get('id') ?? '';
  const [round, setRound] = useState(0);
  return (
    <>
      <h1>Trip</h1>
      <div class="toolbar">
        <Search key={id} id={id} />
        {id === '' ? null : (
          <button type="button" class="button" onClick={() => setRound(round + 1)}>
            <Icon name="again" /> Look again
          </button>
        )}
      </div>
      {id === '' ? (
        <p>
          Enter a trip id to see both halves of the trip, where they came from, the day the trip counts for,
          and whether anything of it waits in quarantine or dead letters.
        </p>
      ) : (
        <Trip key={`${round} ${id}`} id={id} />
      )}
    </>
  );
};

export const tripsPage: Page = { path: '/trips', title: 'Trip', icon: 'trip', Content };
