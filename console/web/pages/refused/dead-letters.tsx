import { useState } from 'preact/hooks';
import { counted } from '../../../../producer/terminal/text.ts';
import {
  dropLetters,
  type Letter,
  type LetterList,
  letterList,
  readLettersAgain,
  redriveLetters,
} from '../../../api/dead-letters.ts';
import { refusedWork } from '../../../api/refused.ts';
import { query, setQuery } from '../../client/location.ts';
import { timeZone } from '../../client/stack-status.ts';
import { timeOfDay, wholeNumber, writtenTime } from '../../client/times.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useLive } from '../../client/use-live.ts';
import { Badge } from '../../components/badge.tsx';
import { ChangeButton } from '../../components/change-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Icon } from '../../components/icon.tsx';
import { NotKnown } from '../../components/quantity.tsx';
import { Shown } from '../../components/shown.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { HiddenNote } from './notes.tsx';
import { ReadAgain } from './read-again.tsx';
import { type Result, Results } from './results.tsx';
import { TickAll, type Ticks, tickColumn, useTicks } from './ticks.tsx';

const FATES: Readonly<Record<Letter['fate'], readonly [kind: 'good' | 'bad' | 'idle', word: string]>> = {
  'handed-over': ['good', 'still there'],
  expired: ['bad', 'expired'],
  unreadable: ['bad', 'unreadable'],
  'given-up': ['bad', 'given up'],
  'failed-again': ['bad', 'failed again'],
  'too-large': ['bad', 'too large'],
  dropped: ['idle', 'deleted'],
  gone: ['idle', 'gone'],
  held: ['idle', 'held'],
  failed: ['bad', 'not done'],
};

const ICONS = { good: 'done', bad: 'failed', idle: 'waiting' } as const;

const Fate = ({ fate }: Pick<Letter, 'fate'>) => {
  const [kind, word] = FATES[fate];
  return <Badge kind={kind} icon={ICONS[kind]} word={word} />;
};

const time = (at: string | undefined) => (at === undefined ? <NotKnown /> : writtenTime(at, timeZone.value));

const nameOf = ({ stream, shardId, from, id }: Letter): string =>
  stream === undefined ? `message ${id}` : `${stream} ${shardId} ${from}`;

const columns = (ticks: Ticks): readonly Column<Letter>[] => [
  tickColumn(ticks, ({ id }) => id, nameOf),
  { title: 'In the stream', width: '7rem', cell: ({ fate }) => <Fate fate={fate} /> },
  { title: 'Given up', width: '9.5rem', cell: ({ givenUpAt }) => time(givenUpAt) },
  { title: 'Stream', width: '1.2fr', cell: ({ stream }) => stream ?? <NotKnown /> },
  { title: 'Shard', width: '1.2fr', cell: ({ shardId }) => shardId ?? <NotKnown /> },
  { title: 'Records', width: '4rem', isNumber: true, cell: ({ batchSize }) => batchSize ?? <NotKnown /> },
  { title: 'Error', width: '2fr', cell: ({ error, condition }) => error ?? condition },
];

const ByItself = ({ logCommand }: Pick<LetterList, 'logCommand'>) => (
  <>
    <NotKnown /> A pipe does not say which error its records ran into. The function's log does:{' '}
    <code>{logCommand}</code>
  </>
);

/** Everything known about one dead letter. */
const Details = ({ letter, logCommand }: { readonly letter: Letter } & Pick<LetterList, 'logCommand'>) => {
  const { stream, shardId, from, to, batchSize, condition, error, arrivedAt, givenUpAt, records } = letter;
  return (
    <section class="card" aria-label="Dead letter">
      <h2>
        {batchSize === undefined
          ? 'A message that names no records'
          : `${counted(batchSize, 'record')} given up`}
      </h2>
      <p class="row letter-says">
        <Fate fate={letter.fate} /> {letter.says}
      </p>
      <Facts
        rows={[
          ['Error', error ?? <ByItself logCommand={logCommand} />],
          ['Condition', condition ?? <NotKnown />],
          ['Stream', stream ?? <NotKnown />],
          ['Shard', shardId ?? <NotKnown />],
          ['Range', [from ?? <NotKnown />, to === from ? ' (one record)' : ` to ${to}`]],
          ['First arrived', time(arrivedAt)],
          ['Given up', time(givenUpAt)],
        ]}
      />
      {records.length === 0 ? null : (
        <>
          <h3>Records that are still in the stream</h3>
          <ul class="letter-records">
            {records.map(({ sequenceNumber, tripId, arrivedAt: at, attempts }) => (
              <li key={sequenceNumber}>
                <strong>{tripId === undefined ? 'no trip id' : `trip ${tripId}`}</strong> arrived {time(at)}
                {attempts === 0 ? '' : `, already redriven ${counted(attempts, 'time')}`}
                <span class="sequence">{sequenceNumber}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

interface ActionsProps {
  readonly list: LetterList;
  readonly ticks: Ticks;
  readonly onDone: (results: readonly Letter[]) => void;
}

const input = (letters: readonly Letter[]) => ({ letters: letters.map(({ id }) => ({ id })) });

const Actions = ({ list, ticks, onDone }: ActionsProps) => {
  const ticked = list.letters.filter(({ id }) => ticks.has(id));
  const chosen = ticked.length === 0 ? list.letters : ticked;
  const sendable = chosen.filter(({ fate }) => fate === 'handed-over');
  const expired = chosen.filter(({ fate }) => fate === 'expired');
  const records = sendable.reduce((sum, letter) => sum + (letter.batchSize ?? 0), 0);
  const which = ticked.length === 0 ? 'all' : 'the ticked';
  return (
    <div class="row replay-many">
      {expired.length === 0 ? null : (
        <ChangeButton
          change={dropLetters}
          input={input(expired)}
          label={`Delete ${wholeNumber(expired.length)} expired`}
          kind="danger"
          question="Their records have left the stream and cannot be sent again. Have their producers send the events again."
          onDone={({ results }) => onDone(results)}
        />
      )}
      <ChangeButton
        change={redriveLetters}
        input={input(sendable)}
        label={`Redrive ${which} (${wholeNumber(sendable.length)} of ${wholeNumber(chosen.length)})`}
        icon="again"
        kind="primary"
        question={`The dry run of ${timeOfDay(list.readAt, timeZone.value)} found ${counted(records, 'record')} of ${counted(sendable.length, 'message')} that can be sent again. Has the cause been fixed? If not, they will fail again.`}
        cannot={sendable.length === 0 ? 'The dry run found nothing that can be sent again.' : undefined}
        onDone={({ results }) => onDone(results)}
      />
    </div>
  );
};

const DONE: readonly Letter['fate'][] = ['handed-over', 'dropped'];

const List = ({ list }: { readonly list: LetterList }) => {
  const ticks = useTicks();
  const [results, setResults] = useState<readonly Result[]>();
  const { letters, hidden, isCut, logCommand } = list;
  const id = query.value.get('id') ?? undefined;
  const open = letters.find((letter) => letter.id === id);
  const onDone = (done: readonly Letter[]): void => {
    ticks.set([]);
    setResults(
      done.map((letter) => ({
        ...{ key: letter.id, name: nameOf(letter), isDone: DONE.includes(letter.fate), says: letter.says },
      })),
    );
  };
  return (
    <>
      {isCut ? (
        <Trouble>
          There are more dead letters than one dry run reads: this list has {wholeNumber(letters.length)}.
          Redrive some and do another dry run.
        </Trouble>
      ) : null}
      <HiddenNote hidden={hidden} again="look again" />
      {results === undefined ? null : (
        <Results results={results} done="done" onClose={() => setResults(undefined)}>
          {letters.length === 0 ? 'No dead letter is left.' : `${wholeNumber(letters.length)} left.`}
        </Results>
      )}
      {letters.length === 0 ? (
        <section class="card with-icon all-well">
          <Icon name="done" />
          <p>No dead letters: no record was given up.</p>
        </section>
      ) : (
        <>
          <section class="card" aria-label="Dead letters">
            <div class="row table-head">
              <h2>{counted(letters.length, 'dead letter')}</h2>
              <TickAll ticks={ticks} keys={letters.map((letter) => letter.id)} />
              <Actions list={list} ticks={ticks} onDone={onDone} />
            </div>
            <VirtualTable
              label="Dead letters"
              columns={columns(ticks)}
              rows={letters}
              keyOf={(letter) => letter.id}
              selected={id}
              onSelect={(letter) => setQuery({ id: letter.id })}
              onSpace={(letter) => ticks.toggle(letter.id)}
              height={8}
            />
            {open === undefined ? (
              <p class="hint table-hint">
                Choose a dead letter to see where its records are. Space ticks it.
              </p>
            ) : null}
          </section>
          {open === undefined ? null : <Details letter={open} logCommand={logCommand} />}
        </>
      )}
    </>
  );
};

/** Records that the pipeline gave up on: where they are, and whether they can be sent again. */
export const DeadLetters = () => {
  const work = useLive(refusedWork, {}).value?.deadLetters;
  const loaded = useAnswer(letterList, work && { revision: work.revision }, { keepsLast: true });
  return (
    <>
      <div class="toolbar">
        <ReadAgain again={readLettersAgain} label="Dry run again" readAt={loaded.value?.readAt} work={work} />
        <p class="hint dry-run">
          A dry run looks up each dead letter's records in their stream. It sends and deletes nothing.
        </p>
      </div>
      <Shown of={loaded} what="the dead letters">
        {(list) => <List list={list} />}
      </Shown>
    </>
  );
};
