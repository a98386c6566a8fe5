import { useEffect, useRef } from 'preact/hooks';
import type { AlarmStatus } from '../../../../producer/status/pipeline-status.ts';
import { alarmHistory } from '../../../api/pipeline.ts';
import { setQuery } from '../../client/location.ts';
import { timeZone } from '../../client/stack-status.ts';
import { dateAndTime } from '../../client/times.ts';
import { useLive } from '../../client/use-live.ts';
import { Badge, type Look } from '../../components/badge.tsx';
import { NotKnown } from '../../components/quantity.tsx';
import { Shown } from '../../components/shown.tsx';
import { Runbook } from './runbook.tsx';

const LOOKS: Readonly<Record<string, Look>> = {
  ALARM: { kind: 'bad', icon: 'refused', word: 'on' },
  OK: { kind: 'good', icon: 'done', word: 'off' },
  INSUFFICIENT_DATA: { kind: 'idle', icon: 'waiting', word: 'no data' },
};

const AlarmBadge = ({ state }: { readonly state: string }) => (
  <Badge {...(LOOKS[state] ?? { kind: 'idle', icon: 'waiting', word: state.toLowerCase() })} />
);

const History = ({ name }: { readonly name: string }) => (
  <Shown of={useLive(alarmHistory, { name })} what="the history">
    {({ changes }) =>
      changes.length === 0 ? (
        <p>Its state has not changed in the last 30 days, for which CloudWatch keeps the history.</p>
      ) : (
        <ol class="alarm-changes">
          {changes.map(({ at, to, reason }) => (
            <li key={`${at} ${to}`} class="row">
              <AlarmBadge state={to} />
              <time dateTime={at}>{dateAndTime(at, timeZone.value)}</time>
              <span>{reason}</span>
            </li>
          ))}
        </ol>
      )
    }
  </Shown>
);

const Details = ({ name, runbook }: AlarmStatus) => {
  const section = useRef<HTMLDivElement>(null);
  useEffect(() => section.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div class="alarm-details" ref={section}>
      <h3>What to do (docs/runbook.md{runbook === null ? '' : `, ${runbook}`})</h3>
      {runbook === null ? (
        <NotKnown why="The alarm's description names no section." />
      ) : (
        <Runbook section={runbook} />
      )}
      <h3>History</h3>
      <History name={name} />
    </div>
  );
};

interface AlarmEntryProps {
  readonly alarm: AlarmStatus;
  readonly isOpen: boolean;
}

/** An alarm, with its state and since when. When opened, it also shows what to do and its history. */
export const AlarmEntry = ({ alarm, isOpen }: AlarmEntryProps) => {
  const { name, state, since, reason, runbook } = alarm;
  const shortName = runbook ?? name;
  return (
    <li class="alarm">
      <button
        type="button"
        class="row bare alarm-head"
        aria-expanded={isOpen}
        onClick={() => setQuery({ alarm: isOpen ? undefined : shortName })}
      >
        <AlarmBadge state={state} />
        <span class="alarm-name">{shortName}</span>
        <span class="alarm-reason">{reason}</span>
        <span class="hint">
          {since === null ? (
            <NotKnown why="CloudWatch does not say since when." />
          ) : (
            `since ${dateAndTime(since, timeZone.value)}`
          )}
        </span>
      </button>
      {isOpen ? <Details {...alarm} /> : null}
    </li>
  );
};
