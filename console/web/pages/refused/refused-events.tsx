import { useState } from 'preact/hooks';
import { counted } from '../../../../producer/terminal/text.ts';
import {
  type RefusedEvent,
  type RefusedList,
  type Replayed,
  readRefusedAgain,
  refusedCounts,
  refusedList,
  refusedWork,
} from '../../../api/refused.ts';
import { query, setQuery } from '../../client/location.ts';
import { stackStatus, timeZone } from '../../client/stack-status.ts';
import { timeOfDay, wholeNumber, writtenTime } from '../../client/times.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useLive } from '../../client/use-live.ts';
import { Badge } from '../../components/badge.tsx';
import { Icon } from '../../components/icon.tsx';
import { Shown } from '../../components/shown.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { Counts } from './counts.tsx';
import { EventForm } from './event/event-form.tsx';
import { type AllEdits, storedEdits, storeEdit } from './event/stored-edits.ts';
import { Files } from './files.tsx';
import { LeftEdits } from './left-edits.tsx';
import { Notes } from './notes.tsx';
import { ReadAgain } from './read-again.tsx';
import { ReplayMany } from './replay-many.tsx';
import { type Result, Results } from './results.tsx';
import { TickAll, type Ticks, tickColumn, useTicks } from './ticks.tsx';

const State = ({ event, edits }: { readonly event: RefusedEvent; readonly edits: AllEdits }) => {
  const edit = edits.get(event.position);
  if (edit?.isRepaired) return <Badge kind="good" icon="done" word="repaired" />;
  if (edit !== undefined) return <Badge kind="busy" icon="running" word="edited" />;
  return event.isTakenNow ? (
    <Badge kind="good" icon="done" word="taken now" />
  ) : (
    <Badge kind="idle" icon="refused" word="refused" />
  );
};

const columns = (ticks: Ticks, edits: AllEdits, zone: string): readonly Column<RefusedEvent>[] => [
  tickColumn(
    ticks,
    ({ position }) => position,
    ({ tripId }) => tripId,
  ),
  { title: 'State', width: '7.25rem', cell: (event) => <State event={event} edits={edits} /> },
  { title: 'Arrived', width: '9.5rem', cell: ({ arrivedAt }) => writtenTime(arrivedAt, zone) },
  { title: 'Event', width: '5rem', cell: ({ half }) => half },
  { title: 'Trip', width: '1fr', cell: ({ tripId }) => tripId },
  { title: 'First reason', width: '3fr', cell: ({ reasons }) => reasons[0] },
];

const chosenEvents = ({ events }: RefusedList): readonly RefusedEvent[] => {
  const [stream, reason] = [query.value.get('stream'), query.value.get('reason')];
  return events.filter(
    (event) => (stream === null || event.stream === stream) && (reason === null || event.kind === reason),
  );
};

const useMessagesNow = (): number | undefined => useLive(refusedCounts, {}).value?.refused.messages;

/** Says so if the queue has changed since it was read. */
const Newer = ({ list }: { readonly list: RefusedList }) => {
  const now = useMessagesNow();
  if (now === undefined || now === list.messages) return null;
  return (
    <span class="hint">
      The queue holds {counted(now, 'message')} now, {wholeNumber(list.messages)}{' '}
      {list.messages === 1 ? 'is' : 'are'} shown.
    </span>
  );
};

const Empty = ({ list: { messages, readAt } }: { readonly list: RefusedList }) => {
  const now = useMessagesNow();
  // Newer messages are not read unasked, but the page must not say that all is well.
  return now !== undefined && now > messages ? (
    <section class="card">
      <p>
        Events were refused after this list was read at {timeOfDay(readAt, timeZone.value)}. Choose "Read
        again" to see them.
      </p>
    </section>
  ) : (
    <section class="card with-icon all-well">
      <Icon name="done" />
      <p>The quarantine is empty: every event that was sent was taken.</p>
    </section>
  );
};

const List = ({ list, edits }: { readonly list: RefusedList; readonly edits: AllEdits }) => {
  const ticks = useTicks();
  const [results, setResults] = useState<readonly Result[]>();
  const shown = chosenEvents(list);
  const id = query.value.get('id') ?? undefined;
  const open = list.events.find(({ position }) => position === id);
  const onReplayed = (replayed: readonly Replayed[]): void => {
    for (const { position, fate } of replayed)
      if (fate === 'replayed') storeEdit(list.queueUrl, position, undefined);
    ticks.set([]);
    setResults(
      replayed.map(({ position, tripId, fate, says }) => ({
        ...{ key: position, name: tripId, isDone: fate === 'replayed', says },
      })),
    );
    if (replayed.some(({ position, fate }) => position === id && fate === 'replayed'))
      setQuery({ id: undefined });
  };
  const left = list.events.length;
  const isFiltered = query.value.has('stream') || query.value.has('reason');
  return (
    <>
      <Notes {...list} />
      {results === undefined ? null : (
        <Results results={results} done="replayed" onClose={() => setResults(undefined)}>
          {left === 0 ? 'Nothing is left in the quarantine.' : `${wholeNumber(left)} left in the quarantine.`}
        </Results>
      )}
      {left === 0 ? (
        <Empty list={list} />
      ) : (
        <>
          <section class="card refused-counts-card" aria-label="Counts">
            <Counts title="By first reason" field="reason" counts={list.kinds} total={left} />
            <Counts title="By stream" field="stream" counts={list.streams} total={left} />
          </section>
          <section class="card" aria-label="Events">
            <div class="row table-head">
              <h2>
                {shown.length === left
                  ? `${wholeNumber(left)} refused`
                  : `${wholeNumber(shown.length)} of ${wholeNumber(left)} refused`}
              </h2>
              {isFiltered ? (
                <button
                  type="button"
                  class="button"
                  onClick={() => setQuery({ stream: undefined, reason: undefined })}
                >
                  Show all
                </button>
              ) : null}
              <TickAll ticks={ticks} keys={shown.map(({ position }) => position)} />
              <ReplayMany {...{ list, edits, ticks, onReplayed }} />
            </div>
            <VirtualTable
              label="Refused events"
              columns={columns(ticks, edits, timeZone.value)}
              rows={shown}
              keyOf={({ position }) => position}
              selected={id}
              onSelect={({ position }) => setQuery({ id: position })}
              onSpace={({ position }) => ticks.toggle(position)}
              height={8}
            />
            {open === undefined ? (
              <p class="hint table-hint">
                {id === undefined
                  ? 'Choose an event to see its payload and to repair it. Space ticks it.'
                  : 'The event in this address is no longer in the quarantine: someone has replayed or deleted it.'}
              </p>
            ) : null}
          </section>
          {open === undefined ? null : (
            <EventForm
              key={open.position}
              event={open}
              queueUrl={list.queueUrl}
              edit={edits.get(open.position)}
              onReplayed={onReplayed}
            />
          )}
        </>
      )}
      <LeftEdits list={list} edits={edits} />
    </>
  );
};

/** The events that the pipeline refused, to look at, repair and send again. */
export const RefusedEvents = () => {
  const work = useLive(refusedWork, {}).value?.refused;
  // Do not ask for a reading until the server has said which one is its last.
  const loaded = useAnswer(refusedList, work && { revision: work.revision }, { keepsLast: true });
  const list = loaded.value;
  const { mayChange = true } = stackStatus.value.value ?? {};
  return (
    <>
      <div class="toolbar">
        <ReadAgain again={readRefusedAgain} label="Read again" readAt={list?.readAt} work={work}>
          {list === undefined ? null : <Newer list={list} />}
        </ReadAgain>
        {list === undefined ? null : <Files queueUrl={list.queueUrl} />}
      </div>
      {mayChange ? null : (
        <p class="hint">
          This console is read-only: you can edit and check events here. To replay them, start a console with
          --allow-writes on the same port and open it in this browser.
        </p>
      )}
      <Shown of={loaded} what="the quarantine">
        {(found) => <List list={found} edits={storedEdits(found.queueUrl).value} />}
      </Shown>
    </>
  );
};
