import { useState } from 'preact/hooks';
import { daysSinceMonday } from '../../../../functions/trip/business-time.ts';
import type { DayRange } from '../../../api/days.ts';
import { ScrollFrame } from '../../components/scroll-frame.tsx';
import { Chart, percent } from './chart.tsx';
import { dayAndMonth, dayLine } from './day-text.ts';

const LEAST_DAY_PIXELS = 2.5;
/** A label that begins further right would not fit. */
const LAST_NAMED = 0.92;
/** With more days, only Mondays are labelled; with more still, only the first of each month. */
const MOST_DAYS_BY_DAY = 7;
const MOST_DAYS_BY_WEEK = 70;

/** The labels below a chart. */
const Axis = ({ days }: Pick<DayRange, 'days'>) => {
  const isNamed = (date: string): boolean => {
    if (days.length <= MOST_DAYS_BY_DAY) return true;
    return days.length > MOST_DAYS_BY_WEEK ? date.endsWith('-01') : daysSinceMonday(date) === 0;
  };
  return (
    <svg class="axis" height={20} aria-hidden="true">
      {days.map(({ date }, index) => {
        const share = index / days.length;
        const x = percent(share);
        return isNamed(date) && share < LAST_NAMED ? (
          <g key={date}>
            <line x1={x} x2={x} y1={0} y2={18} />
            <text x={x} dx={4} y={15}>
              {days.length > MOST_DAYS_BY_DAY ? dayAndMonth(date) : Number(date.slice('YYYY-MM-'.length))}
            </text>
          </g>
        ) : null;
      })}
    </svg>
  );
};

interface BarsProps {
  readonly range: DayRange;
  readonly selected: string | undefined;
}

/** Bars for the trips and the fares of each day. */
export const Bars = ({ range: { days, columns }, selected }: BarsProps) => {
  const [pointed, setPointed] = useState<string>();
  const told = days.find(({ date }) => date === (pointed ?? selected));
  return (
    <section class="card" onPointerLeave={() => setPointed(undefined)}>
      <ScrollFrame label="Bars of each day">
        <div class={days.length > MOST_DAYS_BY_WEEK ? 'charts' : 'charts beside'}>
          {columns.slice(0, 2).map((column) => (
            <div key={column.name} style={{ minWidth: `${days.length * LEAST_DAY_PIXELS}px` }}>
              <h2 class="capital">{column.label} per day</h2>
              <Chart {...{ days, column, pointed, selected }} onPoint={setPointed} />
              <Axis days={days} />
            </div>
          ))}
        </div>
      </ScrollFrame>
      <p class="note readout">
        {told === undefined ? 'Point at a bar to read it; click it to see the day.' : dayLine(told, columns)}
      </p>
    </section>
  );
};
