import { type Edge, Graph, layout } from '@dagrejs/dagre';
import { type Flow, type FlowState, flowOf } from './asl.ts';

const CHARACTER_PIXELS = 7;
const LINE_PIXELS = 16;
const CHARACTERS_OF_A_LINE = 26;
const PADDING = 16;
/** Room above the states inside a Map for its name and counts. */
const MAP_HEAD_PIXELS = 50;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly state: FlowState;
  readonly width: number;
  readonly height: number;
  /** Its name, broken into lines. */
  readonly lines: readonly string[];
}

export interface Arrow {
  readonly points: readonly Point[];
  readonly from: string;
  readonly to: string;
  readonly isCatch: boolean;
}

/** Where each state and arrow is, in pixels from the top left; a box's x and y are its top left corner. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

const linesOf = (name: string): readonly string[] => {
  const lines = [''];
  for (const word of name.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= CHARACTERS_OF_A_LINE) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
};

const moved = (inner: GraphLayout, { x, y }: Point): GraphLayout => ({
  ...inner,
  boxes: inner.boxes.map((box) => ({ ...box, x: box.x + x, y: box.y + y })),
  arrows: inner.arrows.map((arrow) => ({
    ...arrow,
    points: arrow.points.map((point) => ({ x: point.x + x, y: point.y + y })),
  })),
});

const sizeOf = (lines: readonly string[], inner: readonly GraphLayout[]) => {
  const longest = Math.max(...lines.map(({ length }) => length));
  const nameWidth = longest * CHARACTER_PIXELS + 52;
  if (inner.length === 0) return { width: nameWidth, height: lines.length * LINE_PIXELS + 22 };
  return {
    width: Math.max(
      nameWidth + 40,
      inner.reduce((sum, { width }) => sum + width, 0),
    ),
    height: MAP_HEAD_PIXELS + Math.max(...inner.map(({ height }) => height)),
  };
};

/** Lays out one level. The inside of a Map is laid out separately and placed as a box of its size. */
const flowLayout = ({ states }: Flow): GraphLayout => {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 34, marginx: PADDING, marginy: PADDING });
  graph.setDefaultEdgeLabel(() => ({}));
  const parts = new Map(
    states.map((state) => [state.name, { lines: linesOf(state.name), inner: state.inside.map(flowLayout) }]),
  );
  for (const [name, { lines, inner }] of parts) graph.setNode(name, sizeOf(lines, inner));
  const isCatch = new Map<string, boolean>();
  for (const { name, next } of states)
    for (const { to, isCatch: caught } of next.filter(({ to }) => parts.has(to))) {
      const edge = `${name}\n${to}`;
      isCatch.set(edge, (isCatch.get(edge) ?? true) && caught);
      graph.setEdge(name, to, { weight: caught ? 1 : 4 });
    }
  layout(graph);
  const boxes = states.flatMap((state) => {
    const { x = 0, y = 0, width, height } = graph.node(state.name);
    const { lines = [], inner = [] } = parts.get(state.name) ?? {};
    const box: Box = { state, lines, width, height, x: x - width / 2, y: y - height / 2 };
    return [{ box, inner }];
  });
  const insides = boxes.flatMap(({ box, inner }) => {
    let { x } = box;
    return inner.map((one) => {
      const placed = moved(one, {
        x: inner.length === 1 ? x + (box.width - one.width) / 2 : x,
        y: box.y + MAP_HEAD_PIXELS,
      });
      x += one.width;
      return placed;
    });
  });
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    boxes: [...boxes.map(({ box }) => box), ...insides.flatMap((one) => one.boxes)],
    arrows: [
      ...graph.edges().map(({ v, w }: Edge) => ({
        points: graph.edge(v, w).points ?? [],
        from: v,
        to: w,
        isCatch: isCatch.get(`${v}\n${w}`) ?? false,
      })),
      ...insides.flatMap((one) => one.arrows),
    ],
  };
};

/** Lays out a parsed Amazon States Language definition. */
export const graphLayout = (definition: unknown): GraphLayout => flowLayout(flowOf(definition));
