import { useState } from 'preact/hooks';
import { counted, money } from '../../../../producer/terminal/text.ts';
import {
  type BackfillDay,
  type BackfillProgress,
  backfillPlan,
  startBackfill,
  stopBackfill,
} from '../../../api/days.ts';
import type { Loaded } from '../../client/loaded.ts';
import { wholeNumber } from '../../client/times.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Badge } from '../../components/badge.tsx';
import { ChangeButton } from '../../components/change-button.tsx';
import { DateField } from '../../components/fields.tsx';
import { Link } from '../../components/link.tsx';
import { Shown } from '../../components/shown.tsx';
import { StatusBadge } from '../runs/status-badge.tsx';
import { daysAddress } from './address.ts';

interface Range {
  readonly from: string;
  readonly to: string;
}

interface PlanProps {
  readonly range: Range;
  readonly isRunning: boolean;
  readonly onStarted: () => void;
}

/** Lists the days that would be summed, before anything runs. */
const Plan = ({ range, isRunning, onStarted }: PlanProps) => (
  <Shown of={useAnswer(backfillPlan, range)} what="which days would be summed">
    {({ dates, published }) => (
      <>
        <p>
          {counted(dates.length, 'day')} would be summed, four at a time: {counted(published.length, 'day')}{' '}
          again, {wholeNumber(dates.length - published.length)} for the first time. A day whose metrics do not
          change keeps its revision.
        </p>
        <ul class="backfill-plan">
          {dates.map((date) => (
            <li key={date}>
              {date}
              {published.includes(date) ? '' : ' (not published yet)'}
            </li>
          ))}
        </ul>
        <ChangeButton
          change={startBackfill}
          input={range}
          label={`Run ${counted(dates.length, 'day')}`}
          icon="play"
          kind="primary"
          cannot={isRunning ? 'A backfill is running.' : undefined}
          onDone={onStarted}
        />
      </>
    )}
  </Shown>
);

const outcome = ({ metrics, error }: BackfillDay): string | undefined =>
  metrics === undefined ? error : `${counted(metrics.trips, 'trip')}, ${money(metrics.totalFare)}`;

/** After a backfill is stopped, runs that have started finish, and days without a run are skipped. */
const DayStatus = ({ status, isRunning }: { readonly status: string; readonly isRunning: boolean }) => {
  if (status === 'NOT_STARTED')
    return <Badge kind="idle" icon="waiting" word={isRunning ? 'waiting' : 'skipped'} />;
  if (status === 'RUNNING' && !isRunning) return <Badge kind="busy" icon="running" word="still running" />;
  return <StatusBadge status={status} />;
};

const Progress = ({ progress: { days, isRunning } }: { readonly progress: BackfillProgress }) => {
  const ended = days.filter(({ metrics, error }) => metrics !== undefined || error !== undefined).length;
  const failed = days.filter(({ error }) => error !== undefined).length;
  return (
    <>
      <p role="status">
        {isRunning ? 'Running' : 'Ended'}: {ended} of {counted(days.length, 'day')} done
        {failed === 0 ? '' : `, ${failed} of them failed`}.
      </p>
      <progress max={days.length} value={ended} aria-label="Days done" />
      {isRunning ? (
        <ChangeButton
          change={stopBackfill}
          input={{}}
          label="Start no more days"
          icon="stopped"
          kind="danger"
          question="Runs that have already started will finish. The other days keep what is published."
        />
      ) : null}
      <ul class="backfill-days">
        {days.map((day) => (
          <li key={day.date}>
            <DayStatus status={day.status} isRunning={isRunning} />
            <Link to={daysAddress({ date: day.date })}>{day.date}</Link>
            <span>{outcome(day)}</span>
            {day.runName === undefined ? null : (
              <Link to={`/runs/daily-kpi/${encodeURIComponent(day.runName)}`}>run</Link>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};

interface BackfillProps {
  /** The proposed range. */
  readonly range: Range | undefined;
  readonly progress: Loaded<BackfillProgress>;
}

/** Sums all days of a range: lists them first, then shows the progress. */
export const Backfill = ({ range, progress }: BackfillProps) => {
  const [changed, setChanged] = useState<Partial<Range>>({});
  const chosen: Range = { from: range?.from ?? '', to: range?.to ?? '', ...changed };
  const [planned, setPlanned] = useState<Range>();
  const dateField = (label: string, name: 'from' | 'to') => (
    <DateField
      label={label}
      value={chosen[name]}
      onDate={(date) => {
        setChanged({ ...chosen, [name]: date });
        setPlanned(undefined);
      }}
    />
  );
  return (
    <section class="card backfill" aria-label="Backfill">
      <h2>Backfill a range</h2>
      <div class="filter">
        {dateField('First day', 'from')}
        {dateField('Last day', 'to')}
        <button
          type="button"
          class="button"
          disabled={chosen.from === '' || chosen.to === ''}
          onClick={() => setPlanned(chosen)}
        >
          List the days
        </button>
      </div>
      {planned === undefined ? null : (
        <Plan
          range={planned}
          isRunning={progress.value?.isRunning ?? false}
          onStarted={() => setPlanned(undefined)}
        />
      )}
      <Shown of={progress} what="the progress of the backfill">
        {(known) => (known.days.length === 0 ? null : <Progress progress={known} />)}
      </Shown>
    </section>
  );
};
