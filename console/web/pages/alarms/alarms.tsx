import './alarms.css';
import type { AlarmStatus } from '../../../../producer/status/pipeline-status.ts';
import { alarmList, type PipelineNow, pipelineNow } from '../../../api/pipeline.ts';
import { query, setQuery } from '../../client/location.ts';
import { timeZone } from '../../client/stack-status.ts';
import { dateAndTime, timeOfDay } from '../../client/times.ts';
import { useLive } from '../../client/use-live.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Shown } from '../../components/shown.tsx';
import type { Page } from '../../layout/page.ts';
import { AlarmEntry } from './alarm-entry.tsx';
import { Findings } from './findings.tsx';
import { isPart, PARTS, type PartId, partOfAlarm } from './parts.ts';

const MARKS: Readonly<Record<string, IconName>> = { right: 'done', wrong: 'refused', unknown: 'waiting' };

const Status = ({ status, verdict, headline, rows, findings }: PipelineNow) => (
  <section class="card" aria-label="Status">
    <p class={`status-verdict ${verdict.replace(' ', '-')}`}>{headline}</p>
    <dl class="status-rows">
      {rows.map(({ part, name, mark, text }) => (
        <div key={part} class={mark}>
          <dt class="with-icon">
            <Icon name={MARKS[mark] ?? 'waiting'} />
            {name}
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
    {findings.length === 0 ? null : <Findings findings={findings} />}
    <p class="hint">
      The same as tripstream status, as of {dateAndTime(status.checkedAt, status.timeZone)} ({status.timeZone}
      ).
    </p>
  </section>
);

const ORDER = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

const inOrder = (alarms: readonly AlarmStatus[]): readonly AlarmStatus[] =>
  alarms.toSorted(
    (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || (one.name < other.name ? -1 : 1),
  );

const PartFilter = ({ part }: { readonly part: PartId | undefined }) => (
  <label class="field">
    Alarms of
    <select value={part ?? ''} onChange={(event) => setQuery({ of: event.currentTarget.value })}>
      <option value="">the whole pipeline</option>
      {Object.entries(PARTS).map(([id, title]) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  </label>
);

const countsText = (alarms: readonly AlarmStatus[]): string => {
  const count = (state: AlarmStatus['state']) => alarms.filter((alarm) => alarm.state === state).length;
  return `${count('ALARM')} on, ${count('OK')} off, ${count('INSUFFICIENT_DATA')} without data`;
};

const Alarms = () => {
  const asked = query.value.get('of');
  const part = isPart(asked) ? asked : undefined;
  const opened = query.value.get('alarm');
  return (
    <section aria-labelledby="alarms">
      <div class="toolbar">
        <h2 id="alarms">Alarms</h2>
        <PartFilter part={part} />
      </div>
      <Shown of={useLive(alarmList, {})} what="the alarms">
        {({ alarms, readAt }) => {
          const wanted = alarms.filter(
            ({ runbook, name }) => part === undefined || partOfAlarm(runbook ?? name) === part,
          );
          return (
            <>
              <p class="hint">
                {wanted.length === 0 ? 'No alarms watch this part' : countsText(wanted)}, as of{' '}
                {timeOfDay(readAt, timeZone.value)}.
              </p>
              <ul class="framed-list">
                {inOrder(wanted).map((alarm) => (
                  <AlarmEntry
                    key={alarm.name}
                    alarm={alarm}
                    isOpen={opened !== null && opened === (alarm.runbook ?? alarm.name)}
                  />
                ))}
              </ul>
            </>
          );
        }}
      </Shown>
    </section>
  );
};

const Content = () => (
  <>
    <h1>Alarms and status</h1>
    <Shown of={useLive(pipelineNow, {})} what="the status">
      {(now) => <Status {...now} />}
    </Shown>
    <Alarms />
  </>
);

export const alarmsPage: Page = { path: '/alarms', title: 'Alarms', icon: 'alarms', Content };
