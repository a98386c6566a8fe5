import { STROKES } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import { PARTS, type PartId } from '../alarms/parts.ts';
import type { FlowNode, Health } from './flow-nodes.ts';
import { type Area, sparkline } from './hour.ts';

/** A mark for each health, so that colour is not the only sign. */
const MARKS = { right: STROKES.done, wrong: STROKES.refused, unknown: STROKES.unknown };

const PADDING = 12;
const FIRST_LINE = 82;
const LINE_PIXELS = 16;
const SPARK_PIXELS = 16;

interface NodeBoxProps {
  readonly part: PartId;
  readonly node: FlowNode;
  readonly health: Health;
  readonly area: Area;
  /** The page with the details. */
  readonly to: string;
  readonly at: (instant: string) => string;
}

const Sparkline = ({ node: { hour = [] }, area }: Pick<NodeBoxProps, 'node' | 'area'>) => {
  if (hour.length === 0) return null;
  const place = {
    x: area.x + PADDING,
    y: area.y + area.height - PADDING - SPARK_PIXELS,
    width: area.width - 2 * PADDING,
    height: SPARK_PIXELS,
  };
  const line = sparkline(hour, place);
  const bottom = place.y + place.height;
  return (
    <>
      <path class="spark-area" d={`${line}V${bottom}H${place.x}Z`} />
      <path class="spark" d={line} />
    </>
  );
};

/** One part of the pipeline: its name, count, rate and health. It links to the page with the details. */
export const NodeBox = ({ part, node, health, area, to, at }: NodeBoxProps) => {
  const { x, y, width, height } = area;
  return (
    <Link to={to} class={`node ${health.state} part-${part}`}>
      <title>{[health.text, `as of ${at(node.asOf)}`, node.why].filter(Boolean).join('; ')}</title>
      <rect x={x} y={y} width={width} height={height} rx={10} />
      <text class="node-kind" x={x + PADDING} y={y + 20}>
        {node.kind}
      </text>
      {health.state === 'unwatched' ? null : (
        <path
          class="mark"
          d={MARKS[health.state]}
          transform={`translate(${x + width - 26} ${y + 8}) scale(0.66)`}
        />
      )}
      <text class="node-title" x={x + PADDING} y={y + 38}>
        {PARTS[part]}
      </text>
      <text class={node.value === undefined ? 'node-unknown' : 'node-value'} x={x + PADDING} y={y + 63}>
        {node.value ?? 'not known'}
      </text>
      <Sparkline node={node} area={area} />
      {node.lines.map((line, index) => (
        <text
          key={line}
          class={index === 0 ? 'node-line' : 'node-line more'}
          x={x + PADDING}
          y={y + FIRST_LINE + index * LINE_PIXELS}
        >
          {line}
        </text>
      ))}
    </Link>
  );
};
