import { h, type VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { type HistoryEvent, paintGraph } from '../../../execution-graph/execution-graph.ts';
import { graphLayout } from '../../../execution-graph/graph-layout.ts';
import { stateActivities } from '../../../execution-graph/state-activity.ts';
import type { SvgNode } from '../../../execution-graph/svg-node.ts';
import { setQuery } from '../../client/location.ts';
import { ScrollFrame } from '../../components/scroll-frame.tsx';

const elementOf = ({ tag, attributes, children }: SvgNode): VNode =>
  h(
    tag,
    attributes,
    children.map((child) => (typeof child === 'string' ? child : elementOf(child))),
  );

interface GraphViewProps {
  readonly definition: string;
  readonly history: readonly HistoryEvent[];
}

const chooseState = (target: EventTarget | null): void => {
  const state = target instanceof Element ? target.closest('[data-state]') : null;
  if (state !== null) setQuery({ state: state.getAttribute('data-state') ?? undefined });
};

/** The states of a run, with what happened in them. A click on a state chooses it; so does the list below the graph. */
export const GraphView = ({ definition, history }: GraphViewProps) => {
  const layout = useMemo(() => graphLayout(JSON.parse(definition)), [definition]);
  const painted = useMemo(() => paintGraph(layout, stateActivities(history)), [layout, history]);
  return (
    <ScrollFrame label="Graph of the states" class="graph-frame">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses in the list below the graph */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
      <div onClick={(event) => chooseState(event.target)}>{elementOf(painted)}</div>
    </ScrollFrame>
  );
};
