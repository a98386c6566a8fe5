import './days.css';
import { useRef, useState } from 'preact/hooks';
import { isCalendarDate } from '../../../../functions/trip/business-time.ts';
import { counted } from '../../../../producer/terminal/text.ts';
import { backfillProgress, type DayRange, dayRange } from '../../../api/days.ts';
import type { Loaded } from '../../client/loaded.ts';
import { timeZone } from '../../client/stack-status.ts';
import { useLive } from '../../client/use-live.ts';
import { Shown } from '../../components/shown.tsx';
import { Trouble } from '../../components/trouble.tsx';
import type { Page } from '../../layout/page.ts';
import { shownDays } from './address.ts';
import { Backfill } from './backfill.tsx';
import { Bars } from './bars.tsx';
import { Calendar } from './calendar.tsx';
import { ChooseRange } from './choose-range.tsx';
import { Day } from './day.tsx';
import { DayTable } from './day-table.tsx';
import { Download } from './download.tsx';
import { Figures } from './figures.tsx';

const MOST_MONTHS_BESIDE_A_DAY = 3;

/** The last range stays until the new one has loaded. */
const useRange = (): Loaded<DayRange> => {
  const last = useRef<DayRange>(undefined);
  const range = useLive(dayRange, shownDays());
  last.current = range.value ?? last.current;
  return { ...range, value: last.current };
};

const Totals = ({ range: { days, columns, totals, unread } }: { readonly range: DayRange }) => {
  const published = days.filter(({ standing }) => standing === 'published').length;
  return (
    <section class="card row totals" aria-label="Totals of the range">
      <Figures columns={columns} digits={totals} />
      <p class="note" role="status">
        {published} of {counted(days.length, 'day')} published
        {unread === 0 ? '' : `; ${counted(unread, 'day')} still being read`}. Days in {timeZone.value}.
      </p>
    </section>
  );
};

const NothingPublished = () => (
  <p>
    No day is published yet. Send trips, then choose the day they ended on in the calendar and run it, or wait
    for the nightly run.
  </p>
);

const Overview = ({ range, date }: { readonly range: DayRange; readonly date: string | undefined }) => {
  const { days, columns, newest } = range;
  const months = new Set(days.map((day) => day.date.slice(0, 'YYYY-MM'.length))).size;
  return (
    <>
      {newest === undefined ? (
        <NothingPublished />
      ) : (
        <>
          <Totals range={range} />
          <Bars range={range} selected={date} />
        </>
      )}
      <div class={months > MOST_MONTHS_BESIDE_A_DAY ? 'days-below' : 'days-beside'}>
        <Calendar range={range} selected={date} />
        {date === undefined ? (
          <DayTable range={range} />
        ) : (
          <Day key={date} date={date} summary={days.find((day) => day.date === date)} columns={columns} />
        )}
      </div>
    </>
  );
};

const Content = () => {
  const { date } = shownDays();
  const range = useRange();
  const backfill = useLive(backfillProgress, {});
  const [isOpen, setIsOpen] = useState(false);
  const isBackfilling = isOpen || (backfill.value?.isRunning ?? false);
  const isDate = date === undefined || isCalendarDate(date);
  return (
    <>
      <h1>Days</h1>
      <div class="toolbar">
        <ChooseRange range={range.value} />
        <div class="filter">
          {range.value === undefined ? null : <Download from={range.value.from} to={range.value.to} />}
          <button
            type="button"
            class="button"
            aria-expanded={isBackfilling}
            onClick={() => setIsOpen(!isBackfilling)}
          >
            Backfill a range
          </button>
        </div>
      </div>
      {isDate ? null : <Trouble>"{date}" is not a date: choose one in the calendar.</Trouble>}
      {isBackfilling ? <Backfill range={range.value} progress={backfill} /> : null}
      <Shown of={range} what="the days">
        {(found) => <Overview range={found} date={isDate ? date : undefined} />}
      </Shown>
    </>
  );
};

export const daysPage: Page = { path: '/days', title: 'Days', icon: 'days', Content };
