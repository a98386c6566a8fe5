import { useEffect, useRef, useState } from 'preact/hooks';
import { dateDaysBefore } from '../../../../functions/trip/business-time.ts';
import { type DayDetail, type DaySummary, dayDetail, type MetricColumn } from '../../../api/days.ts';
import { type RunName, runDetail, startRun } from '../../../api/runs.ts';
import { timeZone } from '../../client/stack-status.ts';
import { dateAndTime } from '../../client/times.ts';
import { useLive } from '../../client/use-live.ts';
import { Badge } from '../../components/badge.tsx';
import { ChangeButton } from '../../components/change-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import { Shown } from '../../components/shown.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { StatusBadge } from '../runs/status-badge.tsx';
import { daysAddress } from './address.ts';
import { AuditFound } from './audit-found.tsx';
import { looksOf, weekdayOf } from './day-text.ts';
import { Figures } from './figures.tsx';
import { Revisions } from './revisions.tsx';

/** The progress of a run that was started here. */
const StartedRun = ({ machine, name }: RunName) => (
  <Shown of={useLive(runDetail, { machine, name })} what="the run">
    {({ status, error }) => (
      <p class="started-run">
        <StatusBadge status={status} /> {machine === 'audit' ? 'The audit' : 'The run'}{' '}
        <Link to={`/runs/${machine}/${encodeURIComponent(name)}`}>{name}</Link>
        {error === undefined ? '' : ` ended with ${error}`}
      </p>
    )}
  </Shown>
);

const Actions = ({ date }: { readonly date: string }) => {
  const [started, setStarted] = useState<RunName>();
  return (
    <div class="day-actions">
      <div class="filter">
        <ChangeButton
          change={startRun}
          input={{ machine: 'daily-kpi', date }}
          label="Run the day"
          icon="play"
          kind="primary"
          onDone={setStarted}
        />
        <ChangeButton
          change={startRun}
          input={{ machine: 'audit', date }}
          label="Audit the day"
          icon="done"
          question="An audit reads every item in the table. docs/cost.md says what that costs on AWS."
          onDone={setStarted}
        />
      </div>
      {started === undefined ? null : <StartedRun key={started.name} {...started} />}
    </div>
  );
};

const Details = ({ day }: { readonly day: DayDetail }) => (
  <>
    <Revisions day={day} />
    {day.quality.length === 0 ? null : (
      <section class="card">
        <h2>What the numbers are based on, and what the day may lack</h2>
        <Facts rows={day.quality} />
      </section>
    )}
    <AuditFound audit={day.auditFound} />
  </>
);

interface DayProps {
  readonly date: string;
  /** What the range already knows about the day. */
  readonly summary: DaySummary | undefined;
  readonly columns: readonly MetricColumn[];
}

/** One day: its published metrics, their history, and the actions for it. */
export const Day = ({ date, summary, columns }: DayProps) => {
  const detail = useLive(dayDetail, { date });
  const top = useRef<HTMLDivElement>(null);
  // On a narrow page, the day is below the calendar, out of view.
  useEffect(() => {
    const element = top.current;
    if (element !== null && element.getBoundingClientRect().top > globalThis.innerHeight * 0.8)
      element.scrollIntoView({ block: 'start' });
  }, [date]);
  // After a run, the range and the day arrive one after the other. Show the published metrics once either has them.
  const day = detail.value?.metrics === undefined ? (summary ?? detail.value) : detail.value;
  return (
    <div ref={top} class="day">
      <section class="card">
        <div class="day-head">
          <h2>
            {weekdayOf(date)} {date}
          </h2>
          <nav aria-label="Other days" class="filter">
            <Link class="button" to={daysAddress({ date: dateDaysBefore(date, 1) })}>
              <Icon name="back" /> Day before
            </Link>
            <Link class="button" to={daysAddress({ date: dateDaysBefore(date, -1) })}>
              Day after <Icon name="forward" />
            </Link>
            <Link class="button" to={daysAddress({ date: undefined })}>
              All days
            </Link>
          </nav>
        </div>
        {day === undefined ? null : (
          <p class="badges">
            {looksOf(day).map((look) => (
              <Badge key={look.word} {...look} />
            ))}
          </p>
        )}
        {day?.metrics === undefined ? null : <Figures columns={columns} digits={day.metrics} />}
        <Trouble>{detail.value?.trouble}</Trouble>
        {detail.value?.generatedAt === undefined ? null : (
          <p class="note">
            Includes the trips that were complete at {dateAndTime(detail.value.generatedAt, timeZone.value)} (
            {timeZone.value}).
          </p>
        )}
        <Actions date={date} />
      </section>
      <Shown of={detail} what="the day">
        {(found) => <Details day={found} />}
      </Shown>
    </div>
  );
};
