import { useState } from 'preact/hooks';
import type { Column } from '../../components/virtual-table.tsx';

/** Rows of a table that are chosen for something that is done with several of them. */
export interface Ticks {
  readonly has: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  readonly set: (keys: readonly string[]) => void;
}

export const useTicks = (): Ticks => {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (key) => ticked.has(key),
    toggle: (key) =>
      setTicked((before) => {
        const after = new Set(before);
        if (!after.delete(key)) after.add(key);
        return after;
      }),
    set: (keys) => setTicked(new Set(keys)),
  };
};

/** The column of the ticks. The arrow keys and Space reach each row, so that Tab need not stop at every box. */
export const tickColumn = <Row,>(
  ticks: Ticks,
  keyOf: (row: Row) => string,
  nameOf: (row: Row) => string,
): Column<Row> => ({
  title: '✓',
  width: '1.5rem',
  cell: (row) => (
    <input
      type="checkbox"
      class="tick"
      tabIndex={-1}
      aria-label={`Tick ${nameOf(row)}`}
      checked={ticks.has(keyOf(row))}
      onClick={(event) => event.stopPropagation()}
      onChange={() => ticks.toggle(keyOf(row))}
    />
  ),
});

/** Ticks all rows that are shown, or none. */
export const TickAll = ({ ticks, keys }: { readonly ticks: Ticks; readonly keys: readonly string[] }) => {
  const areAll = keys.length > 0 && keys.every(ticks.has);
  return (
    <label class="with-icon hint tick-all">
      <input
        type="checkbox"
        checked={areAll}
        disabled={keys.length === 0}
        onChange={() => ticks.set(areAll ? [] : keys)}
      />
      Tick all {keys.length} shown
    </label>
  );
};
