import { useState } from 'preact/hooks';
import { counted, money } from '../../../../producer/terminal/text.ts';
import {
  type BackfillDay,
  type BackfillProgress,
  backfillPlan,
  backfillProgress,
  startBackfill,
  stopBackfill,
} from '../../../api/days.ts';
import { wholeNumber } from '../../client/times.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useLive } from '../../client/use-live.ts';
import { ChangeButton } from '../../components/change-button.tsx';
import { Link } from '../../components/link.tsx';
import { Shown } from '../../components/shown.tsx';
import { StatusBadge } from '../runs/status-badge.tsx';
import { daysAddress } from './address.ts';

interface Range {
  readonly from: string;
  readonly to: string;
}

/** The days that would be summed, before anything is. */
const Plan = ({ range, isRunning }: { readonly range: Range; readonly isRunning: boolean }) => (
  <Shown of={useAnswer(backfillPlan, range)} what="which days would be summed">
    {({ dates, published }) => (
      <>
        <p>
          {counted(dates.length, 'day')} would be summed, four at a time: {counted(published.length, 'day')}{' '}
          again, {wholeNumber(dates.length - published.length)} for the first time. A day whose metrics do not
          change keeps its revision.
        </p>
        <ul class="plan">
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
        />
      </>
    )}
  </Shown>
);

const outcome = ({ metrics, error }: BackfillDay): string => {
  if (metrics !== undefined) return `${wholeNumber(metrics.trips)} trips, ${money(metrics.totalFare)}`;
  return error ?? '';
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
      <progress max={days.length} value={ended} aria-label="Days that are done" />
      {isRunning ? (
        <ChangeButton
          change={stopBackfill}
          input={{}}
          label="Start no more days"
          icon="stopped"
          kind="danger"
          question="Days that run go on to their end. The others keep what is published."
        />
      ) : null}
      <ul class="backfill-days">
        {days.map((day) => (
          <li key={day.date}>
            <StatusBadge status={day.status} />
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

/** Sums all days of a range: first it says which, then how far it is. */
export const Backfill = ({ from, to }: Range) => {
  const [range, setRange] = useState<Range>({ from, to });
  const [planned, setPlanned] = useState<Range>();
  const progress = useLive(backfillProgress, {});
  const isRunning = progress.value?.isRunning ?? false;
  const change = (part: Partial<Range>): void => {
    setRange({ ...range, ...part });
    setPlanned(undefined);
  };
  return (
    <section class="card backfill" aria-label="Backfill">
      <h2>Backfill a range</h2>
      <div class="filter">
        <label class="field">
          First day
          <input
            type="date"
            value={range.from}
            onInput={(event) => change({ from: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          Last day
          <input
            type="date"
            value={range.to}
            onInput={(event) => change({ to: event.currentTarget.value })}
          />
        </label>
        <button type="button" class="button" onClick={() => setPlanned(range)}>
          Show which days
        </button>
      </div>
      {planned === undefined ? null : <Plan range={planned} isRunning={isRunning} />}
      <Shown of={progress} what="how far the backfill is">
        {(known) => (known.days.length === 0 ? null : <Progress progress={known} />)}
      </Shown>
    </section>
  );
};
