import { useState } from 'preact/hooks';
import type { Column } from '../../components/virtual-table.tsx';

/** The table rows chosen for an action on several rows. */
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

/** The checkbox column. The arrow keys and Space reach every row, so Tab need not stop at every checkbox. */
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

/** Ticks all shown rows, or none. */
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
