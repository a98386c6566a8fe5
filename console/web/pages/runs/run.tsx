import { useMemo, useState } from 'preact/hooks';
import { machineDefinition, type RunDetail, type RunName, runDetail, stopRun } from '../../../api/runs.ts';
import { timeZone } from '../../client/stack-status.ts';
import { dateAndTime, duration, exactTime } from '../../client/times.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useLive } from '../../client/use-live.ts';
import { ChangeButton } from '../../components/change-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import { Payload } from '../../components/payload.tsx';
import { Shown } from '../../components/shown.tsx';
import { PassingTrouble } from '../../components/trouble.tsx';
import { EventTable } from './event-table.tsx';
import { GraphView } from './graph-view.tsx';
import { IterationStrips } from './iteration-strip.tsx';
import { RunVisits } from './run-visits.ts';
import { StartButton } from './start-button.tsx';
import { StateVisits } from './state-visits.tsx';
import { StatusBadge } from './status-badge.tsx';
import { historyEventOf, useRunEvents } from './use-run-events.ts';

const Text = ({ title, text }: { readonly title: string; readonly text: string | undefined }) =>
  text === undefined ? null : (
    <div>
      <h3>{title}</h3>
      <Payload title={title}>{text}</Payload>
    </div>
  );

const Actions = ({ run }: { readonly run: RunDetail }) => {
  const { machine, name, status, date, consoleLink } = run;
  return (
    <div class="row run-actions">
      {consoleLink === undefined ? null : (
        <a href={consoleLink} target="_blank" rel="noreferrer">
          AWS console <Icon name="external" />
        </a>
      )}
      {date === undefined ? null : <StartButton machine={machine} date={date} isAgain={true} />}
      {status === 'RUNNING' ? (
        <ChangeButton
          change={stopRun}
          input={{ machine, name }}
          label="Stop the run"
          icon="stopped"
          kind="danger"
          question="What it has published stays. Days that it has not summed stay as they are, and the next run sums them."
        />
      ) : null}
    </div>
  );
};

interface TimelineProps {
  readonly times: readonly number[];
  readonly chosen: number | undefined;
  readonly onChoose: (count: number | undefined) => void;
}

/** Moves through the events of a run, to show the graph as it was then. */
const Timeline = ({ times, chosen, onChoose }: TimelineProps) => {
  const shown = chosen ?? times.length;
  const at = times[Math.max(0, shown - 1)];
  return (
    <div class="row timeline">
      <label class="field">
        <span>
          {at === undefined ? 'No event yet' : `As it was at ${exactTime(at, timeZone.value)}`}, event {shown}{' '}
          of {times.length}
        </span>
        <input
          type="range"
          min={1}
          max={Math.max(1, times.length)}
          value={shown}
          onInput={(event) => onChoose(Number(event.currentTarget.value))}
        />
      </label>
      <button
        type="button"
        class="button"
        disabled={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        Latest
      </button>
    </div>
  );
};

const Found = ({ run }: { readonly run: RunDetail }) => {
  const { machine, name, status, startedAt, stoppedAt, error, cause, input, output } = run;
  const { events, error: troubleWithEvents } = useRunEvents(run, run.events);
  const [chosen, setChosen] = useState<number>();
  const shown = useMemo(() => (chosen === undefined ? events : events.slice(0, chosen)), [events, chosen]);
  const visits = useMemo(() => new RunVisits(shown), [shown]);
  const history = useMemo(() => shown.map(historyEventOf), [shown]);
  const definition = useAnswer(machineDefinition, { machine });
  const took =
    stoppedAt === undefined ? '' : `, took ${duration(Date.parse(stoppedAt) - Date.parse(startedAt))}`;
  return (
    <>
      <p class="run-summary">
        <StatusBadge status={status} /> Started {dateAndTime(startedAt, timeZone.value)} ({timeZone.value})
        {took}
      </p>
      <Actions run={run} />
      <PassingTrouble error={troubleWithEvents} />
      {error === undefined && cause === undefined ? null : (
        <section class="card failure">
          <h2>{error ?? 'It did not succeed'}</h2>
          {cause === undefined ? null : <Payload title="Cause">{cause}</Payload>}
        </section>
      )}
      <section class="card">
        <h2>States</h2>
        <Timeline times={events.map(({ atMs }) => atMs)} chosen={chosen} onChoose={setChosen} />
        <Shown of={definition} what="the definition">
          {(found) => <GraphView definition={found.definition} history={history} />}
        </Shown>
        <IterationStrips visits={visits} />
      </section>
      <StateVisits run={{ machine, name }} visits={visits} />
      <EventTable run={{ machine, name }} events={events} />
      <section class="card texts">
        <Text title="Input" text={input} />
        <Text title="Output" text={output} />
      </section>
    </>
  );
};

/** One execution. */
export const Run = ({ machine, name }: RunName) => (
  <>
    <p>
      <Link to={`/runs?machine=${machine}`}>
        <Icon name="back" /> All runs of {machine}
      </Link>
    </p>
    <h1 class="run-name">{name}</h1>
    <Shown of={useLive(runDetail, { machine, name })} what="the run">
      {(run) => <Found key={run.executionArn} run={run} />}
    </Shown>
  </>
);
