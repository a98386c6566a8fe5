import { describe, expect, test } from '@jest/globals';
import { PARTS } from '../../../console/web/pages/alarms/parts.ts';
import { flowLayout, PART_ORDER, WIDE_PIXELS } from '../../../console/web/pages/flow/flow-layout.ts';
import type { Area } from '../../../console/web/pages/flow/hour.ts';

const overlaps = (one: Area, other: Area): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const WIDTHS = [296, 328, 560, WIDE_PIXELS - 1, WIDE_PIXELS, 1010, 1464];

describe.each(WIDTHS)('the picture for a width of %d pixels', (width) => {
  const layout = flowLayout(width);
  const boxes = [...layout.boxes];

  test('has a box for each part, within its bounds', () => {
    expect(boxes.map(([part]) => part).toSorted()).toEqual(Object.keys(PARTS).toSorted());
    for (const [part, box] of boxes) {
      expect([part, box.x >= 0 && box.x + box.width <= layout.width + 0.01]).toEqual([part, true]);
      expect([part, box.y >= 0 && box.y + box.height <= layout.height]).toEqual([part, true]);
    }
    expect(layout.width).toBeLessThanOrEqual(width);
  });

  test('has no overlapping boxes', () => {
    const pairs = boxes.flatMap(([part, box], index) =>
      boxes.slice(index + 1).flatMap(([other, area]) => (overlaps(box, area) ? [`${part} ${other}`] : [])),
    );
    expect(pairs).toEqual([]);
  });

  test('gives each box room for its words', () => {
    for (const [part, { width: room }] of boxes) expect([part, room >= 130]).toEqual([part, true]);
  });

  test('leads from the producer to the metrics files', () => {
    const reached = new Set(['producer']);
    for (const _ of PART_ORDER)
      for (const { from, to, kind } of layout.connectors)
        if (kind === 'main' && reached.has(from)) reached.add(to);
    expect(reached).toContain('bucket');
    expect(reached).toContain('ends-function');
  });
});

test('only the wide picture has room for the lines of refused events', () => {
  const aside = (width: number) => flowLayout(width).connectors.filter(({ kind }) => kind === 'aside').length;
  expect([aside(328), aside(1010)]).toEqual([0, 4]);
});
