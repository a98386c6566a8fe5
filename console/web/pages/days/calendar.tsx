import { useRef, useState } from 'preact/hooks';
import { dateDaysBefore, daysSinceMonday } from '../../../../functions/trip/business-time.ts';
import type { DayRange, DaySummary, MetricColumn } from '../../../api/days.ts';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import { daysAddress } from './address.ts';
import { AUDIT_LOOKS, dayLine, isEmpty, isRestated, lengthOf, monthOf, roughly } from './day-text.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const LEVELS = [1, 2, 3, 4, 5] as const;

const tripsOf = ({ metrics }: DaySummary): number => lengthOf(metrics?.count_trips);

/** How dark a day is, compared with the busiest day of the range. */
const levelOf = (day: DaySummary, most: number): string =>
  day.standing === 'published' && !isEmpty(day)
    ? `level-${Math.ceil((tripsOf(day) / most) * LEVELS.length)}`
    : `is-${day.standing}`;

const STANDING_TEXTS = { unread: '…', unreadable: '!', unpublished: '' } as const;

const countOf = (day: DaySummary): string =>
  day.standing === 'published' ? roughly(tripsOf(day)) : STANDING_TEXTS[day.standing];

const Marks = ({ day }: { readonly day: DaySummary }) => (
  <span class="day-cell-marks">
    {isRestated(day) ? <span class="corner" /> : null}
    {day.audit === undefined ? null : <Icon name={AUDIT_LOOKS[day.audit].icon} />}
  </span>
);

/** The days of a month as weeks that begin on a Monday. */
const weeksOf = (days: readonly DaySummary[]): readonly (readonly (DaySummary | undefined)[])[] => {
  const cells = [...Array<undefined>(daysSinceMonday(days[0]?.date ?? '')), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_nothing, weekday) => cells[week * 7 + weekday]),
  );
};

interface CalendarProps {
  readonly range: DayRange;
  readonly selected: string | undefined;
}

interface CellProps {
  readonly day: DaySummary;
  readonly columns: readonly MetricColumn[];
  readonly most: number;
  readonly isSelected: boolean;
  readonly isReached: boolean;
}

const Cell = ({ day, columns, most, isSelected, isReached }: CellProps) => {
  const line = dayLine(day, columns);
  return (
    <Link
      to={daysAddress({ date: day.date })}
      class={`day-cell ${levelOf(day, most)}`}
      isCurrent={isSelected}
      title={line}
      data-date={day.date}
      tabIndex={isReached ? 0 : -1}
    >
      <span class="unseen">{line}</span>
      <span class="day-cell-day" aria-hidden="true">
        {Number(day.date.slice(8))}
      </span>
      <span class="day-cell-count" aria-hidden="true">
        {countOf(day)}
      </span>
      <Marks day={day} />
    </Link>
  );
};

const Key = () => (
  <ul class="row hint calendar-key" aria-label="What the marks mean">
    <li>
      fewer trips
      {LEVELS.map((level) => (
        <span key={level} class={`swatch level-${level}`} />
      ))}
      more
    </li>
    <li>
      <span class="swatch is-unpublished" /> not published
    </li>
    <li>
      <span class="swatch level-2">
        <span class="corner" />
      </span>{' '}
      restated
    </li>
    <li>
      <Icon name="done" /> audit agrees
    </li>
    <li>
      <Icon name="failed" /> audit disagrees
    </li>
    <li>
      <Icon name="waiting" /> run or audit again
    </li>
  </ul>
);

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** The days by month; darker days had more trips. Tab reaches one day, and the arrow keys move between days. */
export const Calendar = ({ range: { days, columns }, selected }: CalendarProps) => {
  const months = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<string>();
  const has = (date: string | undefined): boolean => days.some((day) => day.date === date);
  const reached = [moved, selected, days.at(-1)?.date].find(has);
  const most = Math.max(1, ...days.map(tripsOf));
  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const next = step === undefined ? '' : dateDaysBefore(reached ?? '', -step);
    if (!has(next)) return;
    event.preventDefault();
    setMoved(next);
    months.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  return (
    <section class="card calendar">
      <h2>Calendar</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus among the links in it */}
      <div ref={months} class="row months" onKeyDown={move}>
        {[...Map.groupBy(days, ({ date }) => monthOf(date))].map(([month, daysOfMonth]) => (
          <table key={month} class="month">
            <caption>{month}</caption>
            <thead>
              <tr>
                {WEEKDAYS.map((weekday) => (
                  <th key={weekday} scope="col">
                    {weekday}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(daysOfMonth).map((week) => (
                <tr key={week.find((day) => day !== undefined)?.date}>
                  {week.map((day, weekday) => (
                    <td key={WEEKDAYS[weekday]}>
                      {day === undefined ? null : (
                        <Cell
                          {...{ day, columns, most }}
                          isSelected={day.date === selected}
                          isReached={day.date === reached}
                        />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <Key />
    </section>
  );
};
