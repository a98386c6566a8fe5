/**
 * Draws the graph of a Step Functions execution at a given moment, as an SVG, without a framework:
 *
 *     import { executionGraph } from './execution-graph.ts';
 *     import { svgText } from './svg-node.ts';
 *     writeFileSync('run.svg', svgText(executionGraph(JSON.parse(definition), events, Date.now())));
 *
 * `definition` is the parsed result of DescribeStateMachine; `events` come from GetExecutionHistory, oldest first.
 * Colours come from a style sheet: each state is `<g class="state succeeded" data-state="name">`, where the second class is an
 * {@link Activity}. Arrows are `.arrow`; those of a Catch are also `.catch`.
 */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { type Arrow, type Box, type GraphLayout, graphLayout, type Point } from './graph-layout.ts';
import { type StateActivity, stateActivities } from './state-activity.ts';
import { type SvgNode, svg } from './svg-node.ts';

export type { HistoryEvent };

const LINE_PIXELS = 16;

const IDLE: StateActivity = { activity: 'idle', retries: 0 };

/** A mark for each activity, so that colour is not the only sign. */
const MARKS: Readonly<Record<StateActivity['activity'], string>> = {
  idle: '',
  running: 'M12 4a8 8 0 1 1-8 8',
  succeeded: 'M5 12.5 10 17 19 7',
  caught: 'M12 4v10m0 5v.1',
  failed: 'M6 6l12 12M18 6 6 18',
  stopped: 'M7 7h10v10H7z',
};

const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

const arrowNode = ({ points, isCatch }: Arrow): SvgNode =>
  svg('path', {
    class: isCatch ? 'arrow catch' : 'arrow',
    d: pathOf(points),
    'marker-end': 'url(#arrow-head)',
  });

/** Such as `2 waiting, 8 running, 6 done`. */
const countsText = ({ iterations }: StateActivity): string =>
  Object.entries(iterations ?? {})
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');

const spoken = (name: string, activity: StateActivity): string => {
  const counts = countsText(activity);
  const retries = activity.retries === 0 ? '' : `, ${activity.retries} retries`;
  return `${name}: ${activity.activity === 'idle' ? 'not entered' : activity.activity}${retries}${counts === '' ? '' : `; ${counts}`}`;
};

const boxNode = ({ state, x, y, width, height, lines }: Box, activity: StateActivity): SvgNode => {
  const isMap = state.inside.length > 0;
  const counts = countsText(activity);
  const firstLine = isMap ? y + 20 : y + height / 2 - ((lines.length - 1) * LINE_PIXELS) / 2;
  return svg(
    'g',
    { class: `state ${activity.activity}${isMap ? ' map' : ''}`, 'data-state': state.name },
    svg('title', {}, spoken(state.name, activity)),
    svg('rect', { x, y, width, height, rx: 9 }),
    svg('path', {
      class: 'mark',
      d: MARKS[activity.activity],
      transform: `translate(${x + 10} ${firstLine - 8}) scale(0.66)`,
    }),
    ...(isMap ? [lines.join(' ')] : lines).map((line, index) =>
      svg('text', { x: x + 32, y: firstLine + index * LINE_PIXELS, 'dominant-baseline': 'central' }, line),
    ),
    ...(isMap
      ? [
          svg(
            'text',
            { class: 'counts', x: x + 32, y: firstLine + LINE_PIXELS + 2, 'dominant-baseline': 'central' },
            counts,
          ),
        ]
      : []),
  );
};

const HEAD = svg(
  'defs',
  {},
  svg(
    'marker',
    {
      id: 'arrow-head',
      viewBox: '0 0 8 8',
      refX: 7,
      refY: 4,
      markerWidth: 7,
      markerHeight: 7,
      orient: 'auto',
    },
    svg('path', { class: 'arrow-head', d: 'M0 0 8 4 0 8z' }),
  ),
);

/** Draws a layout, with each state's activity. */
export const paintGraph = (
  { width, height, boxes, arrows }: GraphLayout,
  activities: ReadonlyMap<string, StateActivity>,
): SvgNode =>
  svg(
    'svg',
    {
      class: 'execution-graph',
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      role: 'img',
      'aria-label': 'The states of the execution',
    },
    HEAD,
    ...boxes.map((box) => boxNode(box, activities.get(box.state.name) ?? IDLE)),
    ...arrows.map(arrowNode),
  );

/** The graph of an execution as it was at `atMs`, in milliseconds since the epoch. */
export const executionGraph = (
  definition: unknown,
  history: readonly HistoryEvent[],
  atMs: number,
): SvgNode => {
  const until = history.filter(({ timestamp }) => (timestamp?.getTime() ?? 0) <= atMs);
  return paintGraph(graphLayout(definition), stateActivities(until));
};
