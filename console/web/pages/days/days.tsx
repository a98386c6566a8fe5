import './days.css';
import { useRef, useState } from 'preact/hooks';
import { dateDaysBefore, isCalendarDate } from '../../../../functions/trip/business-time.ts';
import { counted } from '../../../../producer/terminal/text.ts';
import { type DayRange, dayRange } from '../../../api/days.ts';
import type { Loaded } from '../../client/loaded.ts';
import { go } from '../../client/location.ts';
import { timeZone } from '../../client/stack-status.ts';
import { useLive } from '../../client/use-live.ts';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import { Shown } from '../../components/shown.tsx';
import type { Page } from '../../layout/page.ts';
import { daysAddress, shownDays } from './address.ts';
import { Backfill } from './backfill.tsx';
import { Bars } from './bars.tsx';
import { Calendar } from './calendar.tsx';
import { Day } from './day.tsx';
import { DayTable } from './day-table.tsx';
import { Download } from './download.tsx';
import { Figures } from './figures.tsx';

const MOST_MONTHS_BESIDE_A_DAY = 3;

/** The range that was shown before stays until the new one is there. */
const useRange = (): Loaded<DayRange> => {
  const { from, to } = shownDays();
  const last = useRef<DayRange>(undefined);
  const range = useLive(dayRange, { from, to });
  last.current = range.value ?? last.current;
  return { ...range, value: last.current };
};

/** The address of the range as long as this one, before or after it. */
const movedBy = ({ from, to, days }: DayRange, ranges: number): string => {
  const move = (date: string): string => dateDaysBefore(date, -ranges * days.length);
  return daysAddress({ from: move(from), to: move(to), date: undefined });
};

const ChooseRange = ({ range }: { readonly range: DayRange }) => {
  const { from, to } = range;
  return (
    <div class="filter">
      <label class="field">
        From
        <input
          type="date"
          value={from}
          onChange={(event) => go(daysAddress({ from: event.currentTarget.value, to }))}
        />
      </label>
      <label class="field">
        To
        <input
          type="date"
          value={to}
          onChange={(event) => go(daysAddress({ from, to: event.currentTarget.value }))}
        />
      </label>
      <Link class="button" to={movedBy(range, -1)}>
        <Icon name="back" /> Earlier
      </Link>
      <Link class="button" to={movedBy(range, 1)}>
        Later
      </Link>
      <Link class="button" to={daysAddress({ from: undefined, to: undefined })}>
        Newest
      </Link>
    </div>
  );
};

const Totals = ({ range: { days, columns, totals, unread } }: { readonly range: DayRange }) => {
  const published = days.filter(({ standing }) => standing === 'published').length;
  return (
    <section class="card totals" aria-label="The range in all">
      <Figures columns={columns} digits={totals} />
      <p class="note" role="status">
        {published} of {counted(days.length, 'day')} published
        {unread === 0 ? '' : `; ${counted(unread, 'day')} still being read`}. Days in {timeZone.value}.
      </p>
    </section>
  );
};

const Overview = ({ range, date }: { readonly range: DayRange; readonly date: string | undefined }) => {
  const { days, columns } = range;
  const months = new Set(days.map((day) => day.date.slice(0, 7))).size;
  return (
    <>
      <Totals range={range} />
      <Bars range={range} selected={date} />
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

const NothingPublished = () => (
  <p>
    No day is published yet. Send trips, and run the day on which they ended: choose it in the calendar below,
    or wait for the run of the coming night.
  </p>
);

const Content = () => {
  const { date } = shownDays();
  const [isBackfilling, setIsBackfilling] = useState(false);
  const day = date !== undefined && isCalendarDate(date) ? date : undefined;
  return (
    <>
      <h1>Days</h1>
      <Shown of={useRange()} what="the days">
        {(range) => (
          <>
            <div class="toolbar">
              <ChooseRange range={range} />
              <div class="filter">
                <Download from={range.from} to={range.to} />
                <button
                  type="button"
                  class="button"
                  aria-expanded={isBackfilling}
                  onClick={() => setIsBackfilling(!isBackfilling)}
                >
                  Backfill a range
                </button>
              </div>
            </div>
            {isBackfilling ? <Backfill from={range.from} to={range.to} /> : null}
            {range.newest === undefined ? <NothingPublished /> : null}
            <Overview range={range} date={day} />
          </>
        )}
      </Shown>
    </>
  );
};

export const daysPage: Page = { path: '/days', title: 'Days', icon: 'days', Content };
