import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import { executionGraph } from '../../../console/execution-graph/execution-graph.ts';
import { graphLayout } from '../../../console/execution-graph/graph-layout.ts';
import { type SvgNode, svg, svgText } from '../../../console/execution-graph/svg-node.ts';

const ASL = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'statemachines', 'daily-kpi.asl.json'),
  'utf8',
);
const DEFINITION: unknown = JSON.parse(ASL);

const PLAN = 'Choose the days and their partitions';
const DAYS = 'Sum and publish every day';

const event = (id: number, type: HistoryEvent['type'], more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  id,
  previousEventId: id - 1,
  type,
  timestamp: new Date(id * 1_000),
  ...more,
});

const HISTORY = [
  event(1, 'ExecutionStarted'),
  event(2, 'TaskStateEntered', { stateEnteredEventDetails: { name: PLAN } }),
  event(3, 'TaskStateExited', { stateExitedEventDetails: { name: PLAN } }),
  event(4, 'MapStateEntered', { stateEnteredEventDetails: { name: DAYS } }),
  event(5, 'MapStateStarted', { mapStateStartedEventDetails: { length: 3 } }),
  event(6, 'MapIterationStarted', { mapIterationStartedEventDetails: { name: DAYS, index: 0 } }),
  event(7, 'ExecutionFailed', { executionFailedEventDetails: { error: 'Error' } }),
];

const classesAt = (seconds: number): ReadonlyMap<unknown, unknown> => {
  const { children } = executionGraph(DEFINITION, HISTORY, seconds * 1_000);
  const states = children.filter((child): child is SvgNode => typeof child !== 'string' && child.tag === 'g');
  return new Map(states.map(({ attributes }) => [attributes['data-state'], attributes.class]));
};

test('a state shows what its events up to that moment say', () => {
  expect(classesAt(1).get(PLAN)).toBe('state idle');
  expect(classesAt(2).get(PLAN)).toBe('state running');
  expect(classesAt(6).get(PLAN)).toBe('state succeeded');
  expect(classesAt(6).get(DAYS)).toBe('state running map');
  expect(classesAt(7).get(DAYS)).toBe('state failed map');
});

test('a Map counts its iterations, including those that wait', () => {
  expect(svgText(executionGraph(DEFINITION, HISTORY, 6_000))).toContain(
    `${DAYS}: running; 2 waiting, 1 running`,
  );
});

test('no two states of a level overlap, and a Map holds what is inside it', () => {
  const { boxes, width, height } = graphLayout(DEFINITION);
  const within = (
    inner: (typeof boxes)[number],
    outer: { x: number; y: number; width: number; height: number },
  ) =>
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height;
  for (const box of boxes) {
    expect(within(box, { x: 0, y: 0, width, height })).toBe(true);
    for (const other of boxes.filter((one) => one !== box)) {
      const overlaps =
        box.x < other.x + other.width &&
        other.x < box.x + box.width &&
        box.y < other.y + other.height &&
        other.y < box.y + box.height;
      expect(overlaps && !within(box, other) && !within(other, box)).toBe(false);
    }
  }
  expect(boxes).toHaveLength(ASL.match(/"Type":/g)?.length ?? 0);
});

test('text in a name cannot become markup', () => {
  expect(svgText(svg('text', { 'data-state': '"><script>' }, '<script>&'))).toBe(
    '<text data-state="&quot;&gt;&lt;script&gt;">&lt;script&gt;&amp;</text>',
  );
});
