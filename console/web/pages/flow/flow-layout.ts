import { isPart, PARTS, type PartId } from '../alarms/parts.ts';
import type { Area } from './hour.ts';

/** A line from one part to another. */
export interface Connector {
  readonly from: PartId;
  readonly to: PartId;
  /** `aside` is the path of events that were refused or could not be stored. */
  readonly kind: 'main' | 'aside';
  /** The `d` of an SVG path. */
  readonly path: string;
}

interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<PartId, Area>;
  readonly connectors: readonly Connector[];
}

/** From this width up, the flow goes from left to right. */
export const WIDE_PIXELS = 800;
/** The largest width of the picture that goes from top to bottom. */
const MOST_NARROW_PIXELS = 560;

const BOX_HEIGHT = 150;
const GAP = 28;
/** The gap between the columns of the wide picture, where lines bend. */
const WIDE_GAP = 36;
const PITCH = BOX_HEIGHT + GAP;
/** Room for the arrowhead at the end of a line. */
const ARROW = 5;

type Place = readonly [part: PartId, column: number, row: number];

/** The columns and rows of the wide picture. The table and its index are between two rows. */
const WIDE: readonly Place[] = [
  ['starts-stream', 0, 0],
  ['producer', 0, 1],
  ['ends-stream', 0, 2],
  ['starts-pipe', 1, 0],
  ['dead-letter', 1, 1],
  ['ends-pipe', 1, 2],
  ['starts-function', 2, 0],
  ['quarantine', 2, 1],
  ['ends-function', 2, 2],
  ['table', 3, 0.5],
  ['index', 3, 1.5],
  ['schedule', 4, 0],
  ['machine', 4, 1],
  ['bucket', 4, 2],
];
const WIDE_COLUMNS = 5;
const WIDE_ROWS = 3;

/** The two intakes are side by side. A part that is alone in its row takes both columns. */
const NARROW: readonly (readonly PartId[])[] = [
  ['producer'],
  ['starts-stream', 'ends-stream'],
  ['starts-pipe', 'ends-pipe'],
  ['starts-function', 'ends-function'],
  ['table', 'index'],
  ['schedule', 'machine'],
  ['bucket'],
  ['quarantine', 'dead-letter'],
];

type Ends = readonly [from: PartId, to: PartId];

const MAIN: readonly Ends[] = [
  ['producer', 'starts-stream'],
  ['producer', 'ends-stream'],
  ['starts-stream', 'starts-pipe'],
  ['ends-stream', 'ends-pipe'],
  ['starts-pipe', 'starts-function'],
  ['ends-pipe', 'ends-function'],
  ['starts-function', 'table'],
  ['ends-function', 'table'],
  ['table', 'index'],
  ['index', 'machine'],
  ['schedule', 'machine'],
  ['machine', 'bucket'],
];

const ASIDE: readonly Ends[] = [
  ['starts-pipe', 'dead-letter'],
  ['ends-pipe', 'dead-letter'],
  ['starts-function', 'quarantine'],
  ['ends-function', 'quarantine'],
];

const numbers = (...values: readonly number[]): string => values.map((value) => value.toFixed(1)).join(' ');

/** A line between two boxes: horizontal if they are side by side, else vertical; curved if they are not aligned. */
const pathBetween = (from: Area, to: Area): string => {
  const isBeside = from.x + from.width < to.x;
  if (isBeside) {
    const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
    const [x2, y2] = [to.x - ARROW, to.y + to.height / 2];
    const middle = (x1 + x2) / 2;
    return `M${numbers(x1, y1)}C${numbers(middle, y1, middle, y2, x2, y2)}`;
  }
  const isDown = from.y < to.y;
  const [x1, x2] = [from.x + from.width / 2, to.x + to.width / 2];
  // At a wide box, the line ends straight above or below the narrow box.
  const [start, end] = from.width > to.width ? [x2, x2] : [x1, to.width > from.width ? x1 : x2];
  const y1 = isDown ? from.y + from.height : from.y;
  const y2 = isDown ? to.y - ARROW : to.y + to.height + ARROW;
  const middle = (y1 + y2) / 2;
  return `M${numbers(start, y1)}C${numbers(start, middle, end, middle, end, y2)}`;
};

const connect = (boxes: ReadonlyMap<PartId, Area>, ends: readonly Ends[], kind: Connector['kind']) =>
  ends.flatMap(([from, to]): Connector[] => {
    const [first, second] = [boxes.get(from), boxes.get(to)];
    return first === undefined || second === undefined
      ? []
      : [{ from, to, kind, path: pathBetween(first, second) }];
  });

/** The box at a place in the picture, for a row with this many columns. */
const boxAt = ([part, column, row]: Place, columns: number, width: number, gap: number): [PartId, Area] => {
  const boxWidth = (width - (columns - 1) * gap) / columns;
  return [part, { x: column * (boxWidth + gap), y: row * PITCH, width: boxWidth, height: BOX_HEIGHT }];
};

const wideLayout = (width: number): FlowLayout => {
  const boxes = new Map(WIDE.map((place) => boxAt(place, WIDE_COLUMNS, width, WIDE_GAP)));
  const connectors = [...connect(boxes, MAIN, 'main'), ...connect(boxes, ASIDE, 'aside')];
  return { width, height: WIDE_ROWS * PITCH - GAP, boxes, connectors };
};

const narrowLayout = (available: number): FlowLayout => {
  const width = Math.min(available, MOST_NARROW_PIXELS);
  const boxes = new Map(
    NARROW.flatMap((parts, row) =>
      parts.map((part, column) => boxAt([part, column, row], parts.length, width, GAP)),
    ),
  );
  return { width, height: NARROW.length * PITCH - GAP, boxes, connectors: connect(boxes, MAIN, 'main') };
};

/** Where each part and each line is in a picture of this width, in pixels. */
export const flowLayout = (width: number): FlowLayout =>
  width >= WIDE_PIXELS ? wideLayout(width) : narrowLayout(width);

/** All parts in keyboard order, which is that of the flow. */
export const PART_ORDER: readonly PartId[] = Object.keys(PARTS).filter(isPart);
