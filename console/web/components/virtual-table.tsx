// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot leave out rows that are out of view
// biome-ignore-all lint/a11y/useFocusableInteractive: the rows' container takes the focus
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const ROW_PIXELS = 34;
/** Extra rows above and below the visible ones, so that scrolling shows no gap. */
const SPARE_ROWS = 12;

export interface Column<Row> {
  readonly title: string;
  /** A CSS width, or a share of the remaining space such as `2fr`. */
  readonly width: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

interface VirtualTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Unique among the rows. */
  readonly keyOf: (row: Row) => string | number;
  readonly selected?: string | number | undefined;
  readonly onSelect: (row: Row) => void;
  /** What Space does with the selected row. */
  readonly onSpace?: (row: Row) => void;
  /** How many rows are visible at a time. */
  readonly height?: number;
}

/**
 * A table of any length: only the rows in view are in the document. Arrow keys, Page Up and Down, Home and End move the
 * selection. https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export const VirtualTable = <Row,>(props: VirtualTableProps<Row>) => {
  const { label, columns, rows, keyOf, selected, onSelect, onSpace, height = 12 } = props;
  const body = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const seen = Math.min(height, Math.max(1, rows.length));
  const first = Math.max(0, Math.floor(scrollTop / ROW_PIXELS) - SPARE_ROWS);
  const shown = rows.slice(first, first + seen + 2 * SPARE_ROWS);
  const selectedIndex = selected === undefined ? -1 : rows.findIndex((row) => keyOf(row) === selected);
  // Scroll to a row that was chosen elsewhere, for example in the graph.
  useEffect(() => {
    const element = body.current;
    if (element === null || selectedIndex < 0) return;
    const top = selectedIndex * ROW_PIXELS;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW_PIXELS > element.scrollTop + element.clientHeight)
      element.scrollTop = top + ROW_PIXELS - element.clientHeight;
  }, [selectedIndex]);
  const move = (event: KeyboardEvent): void => {
    const current = rows[selectedIndex];
    if (event.key === ' ' && onSpace !== undefined && current !== undefined) {
      event.preventDefault();
      onSpace(current);
      return;
    }
    const steps: Readonly<Record<string, number>> = {
      ...{ ArrowDown: 1, ArrowUp: -1, PageDown: seen, PageUp: -seen },
      ...{ Home: -rows.length, End: rows.length },
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const row = rows[Math.min(rows.length - 1, Math.max(0, selectedIndex + step))];
    if (row !== undefined) onSelect(row);
  };
  const template = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  return (
    <div class="virtual-table" role="grid" aria-label={label} aria-rowcount={rows.length + 1}>
      <div class="virtual-row virtual-head" role="row" aria-rowindex={1} style={template}>
        {columns.map(({ title, isNumber }) => (
          <div key={title} role="columnheader" class={isNumber ? 'number' : undefined}>
            {title}
          </div>
        ))}
      </div>
      <div
        ref={body}
        class="virtual-body"
        role="rowgroup"
        aria-label={`Rows of ${label}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the arrow keys move in it
        tabIndex={0}
        style={{ height: `${seen * ROW_PIXELS}px` }}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onKeyDown={move}
      >
        <div class="virtual-all" style={{ height: `${rows.length * ROW_PIXELS}px` }}>
          <div class="virtual-shown" style={{ transform: `translateY(${first * ROW_PIXELS}px)` }}>
            {shown.map((row, index) => {
              const key = keyOf(row);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the rows' container
                <div
                  key={key}
                  class="virtual-row"
                  role="row"
                  aria-rowindex={first + index + 2}
                  aria-selected={key === selected}
                  style={template}
                  onClick={() => onSelect(row)}
                >
                  {columns.map(({ title, cell, isNumber }) => (
                    <div key={title} role="gridcell" class={isNumber ? 'number' : undefined}>
                      {cell(row)}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
};
