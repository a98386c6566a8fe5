import { useId } from 'preact/hooks';
import type { DaySummary, MetricColumn } from '../../../api/days.ts';
import { go } from '../../client/location.ts';
import { daysAddress } from './address.ts';
import { isEmpty, lengthOf, roughly } from './day-text.ts';

const HEIGHT = 132;
const BASE = HEIGHT - 4;
/** Room for half the height of the number at the highest grid line. */
const TOP = 10;
const LEAST_BAR_PIXELS = 2;
/** The gap on each side of a bar, as a share of the day's width. */
const GAP = 0.16;
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round number at or above `most`. */
const roundAbove = (most: number): number => {
  if (most <= 0) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  return (ROUND.find((step) => step * magnitude >= most) ?? 10) * magnitude;
};

/** Charts are as wide as the page allows, so positions in them are shares of that width. */
export const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

interface BarProps {
  readonly day: DaySummary;
  readonly column: MetricColumn;
  readonly x: number;
  readonly width: number;
  readonly scale: number;
  readonly hatch: string;
}

/**
 * A day's bar; a ring for a day without trips, hatching for an unpublished one, a mark for one that cannot be read.
 */
const Bar = ({ day, column, x, width, scale, hatch }: BarProps) => {
  const middle = percent(x + width / 2);
  if (day.standing === 'unpublished')
    return <rect x={percent(x)} width={percent(width)} y={TOP} height={BASE - TOP} fill={`url(#${hatch})`} />;
  if (day.standing === 'unreadable')
    return (
      <text class="bar-mark" x={middle} y={BASE - 4} text-anchor="middle">
        !
      </text>
    );
  if (day.standing === 'unread') return <circle class="bar-unread" cx={middle} cy={BASE - 5} r={1.5} />;
  if (isEmpty(day)) return <circle class="bar-none" cx={middle} cy={BASE - 5} r={3} />;
  const height = Math.max(LEAST_BAR_PIXELS, lengthOf(day.metrics?.[column.name]) * scale);
  return (
    <rect
      class="bar"
      x={percent(x + GAP * width)}
      width={percent((1 - 2 * GAP) * width)}
      y={BASE - height}
      height={height}
      rx={1.5}
    />
  );
};

interface ChartProps {
  readonly days: readonly DaySummary[];
  readonly column: MetricColumn;
  /** The day under the pointer, and the selected one. */
  readonly pointed: string | undefined;
  readonly selected: string | undefined;
  readonly onPoint: (date: string) => void;
}

/** The background of the day under the pointer and of the selected day. */
const Grounds = ({ days, pointed, selected }: Pick<ChartProps, 'days' | 'pointed' | 'selected'>) =>
  days.map(({ date }, index) =>
    date === pointed || date === selected ? (
      <rect
        key={date}
        class={date === selected ? 'ground selected' : 'ground'}
        x={percent(index / days.length)}
        width={percent(1 / days.length)}
        height={HEIGHT}
      />
    ) : null,
  );

/** A bar for each day. The calendar has the same numbers, so for screen readers the chart is just one image. */
export const Chart = ({ days, column, pointed, selected, onPoint }: ChartProps) => {
  const id = useId();
  const most = Math.max(...days.map(({ metrics }) => lengthOf(metrics?.[column.name])));
  const top = roundAbove(most);
  const scale = (BASE - TOP) / top;
  const width = 1 / days.length;
  const grid = (most === 0 ? [] : [top, top / 2]).map((value) => ({
    text: roughly(value),
    y: BASE - value * scale,
  }));
  return (
    <div class="chart">
      <svg class="scale" height={HEIGHT} aria-hidden="true">
        {grid.map(({ text, y }) => (
          <text key={text} x="100%" y={y + 4} text-anchor="end">
            {text}
          </text>
        ))}
      </svg>
      <svg
        class={column.isAmount ? 'bars amount' : 'bars'}
        height={HEIGHT}
        role="img"
        aria-labelledby={`${id}t`}
      >
        <title id={`${id}t`}>{`${column.label} per day, as bars: the calendar has the numbers`}</title>
        <defs>
          <pattern
            id={`${id}h`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line class="hatch" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        <Grounds {...{ days, pointed, selected }} />
        {grid.map(({ text, y }) => (
          <line key={text} class="grid" x1="0" x2="100%" y1={y} y2={y} />
        ))}
        {days.map((day, index) => (
          <Bar key={day.date} {...{ day, column, width, scale }} x={index * width} hatch={`${id}h`} />
        ))}
        <line class="base" x1="0" x2="100%" y1={BASE} y2={BASE} />
        {days.map(({ date }, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the calendar offers the same to the keyboard
          <rect
            key={date}
            class="hit"
            data-date={date}
            x={percent(index * width)}
            width={percent(width)}
            height={HEIGHT}
            onPointerEnter={() => onPoint(date)}
            onClick={() => go(daysAddress({ date }))}
          />
        ))}
      </svg>
    </div>
  );
};
