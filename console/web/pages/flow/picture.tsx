import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PartId } from '../alarms/parts.ts';
import { type Connector, flowLayout, PART_ORDER } from './flow-layout.ts';
import { type FlowFacts, healthOf, isFlowing, nodeOf } from './flow-nodes.ts';
import { NodeBox } from './node-box.tsx';

/** The page with the details of a part. */
const PAGE_OF: Readonly<Partial<Record<PartId, string>>> = {
  producer: '/producer',
  table: '/trips',
  machine: '/runs',
  bucket: '/days',
  quarantine: '/refused',
  'dead-letter': '/refused?show=dead',
};

const pageOf = (part: PartId): string => PAGE_OF[part] ?? `/alarms?of=${part}`;

/** How wide an element is, in pixels, whenever that changes. */
const useWidth = () => {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (element.current === null) return undefined;
    const measured = element.current;
    const observer = new ResizeObserver(() => setWidth(measured.clientWidth));
    observer.observe(measured);
    setWidth(measured.clientWidth);
    return () => observer.disconnect();
  }, []);
  return { element, width };
};

const Line = ({ connector, flows }: { readonly connector: Connector; readonly flows: boolean }) => (
  <>
    <path class={`connector ${connector.kind}`} d={connector.path} marker-end="url(#flow-arrow)" />
    {flows ? <path class="moving" d={connector.path} /> : null}
  </>
);

/** The pipeline as the README draws it, with the count and health of each part. */
export const Picture = (facts: FlowFacts) => {
  const { element, width } = useWidth();
  const layout = flowLayout(width);
  return (
    <div class="flow-picture" ref={element}>
      {width === 0 ? null : (
        // biome-ignore lint/a11y/useSemanticElements: it is a picture whose parts are links
        <svg
          role="group"
          aria-label="The parts of the pipeline"
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          width={layout.width}
          height={layout.height}
        >
          <defs>
            <marker
              id="flow-arrow"
              viewBox="0 0 8 8"
              refX="3"
              refY="4"
              markerUnits="userSpaceOnUse"
              markerWidth="9"
              markerHeight="9"
              orient="auto"
            >
              <path class="flow-arrow" d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          {layout.connectors.map((connector) => (
            <Line
              key={`${connector.from} ${connector.to}`}
              connector={connector}
              flows={connector.kind === 'main' && isFlowing(nodeOf(connector.from, facts))}
            />
          ))}
          {PART_ORDER.map((part) => {
            const area = layout.boxes.get(part);
            return area === undefined ? null : (
              <NodeBox
                key={part}
                part={part}
                node={nodeOf(part, facts)}
                health={healthOf(part, facts.pipeline)}
                area={area}
                to={pageOf(part)}
                at={facts.at}
              />
            );
          })}
        </svg>
      )}
    </div>
  );
};
