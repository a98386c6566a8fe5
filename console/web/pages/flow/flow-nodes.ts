import type { PipelineStatus, QueueStatus, Reading } from '../../../../producer/status/pipeline-status.ts';
import type { FlowNow, Hour, SeriesName } from '../../../api/flow.ts';
import type { PipelineNow } from '../../../api/pipeline.ts';
import { wholeNumber } from '../../client/times.ts';
import { type PartId, partOfFinding } from '../alarms/parts.ts';
import { ratePerMinute, rateText, sumOf, totalOf } from './hour.ts';
import { unsettledOf } from './ledger-text.ts';

export interface Health {
  readonly state: 'right' | 'wrong' | 'unknown' | 'unwatched';
  /** Why, as a sentence. */
  readonly text: string;
}

/** What a box of the picture shows. */
export interface FlowNode {
  readonly kind: string;
  /** Undefined when it is not known. */
  readonly value: string | undefined;
  /** Why it is not known. */
  readonly why?: string | undefined;
  /** What the value counts, and what else is known. */
  readonly lines: readonly string[];
  readonly hour?: Hour | undefined;
  /** ISO 8601 UTC. */
  readonly asOf: string;
}

/** All that the picture is drawn from. */
export interface FlowFacts {
  readonly flow: FlowNow;
  readonly pipeline: PipelineNow;
  /** A time of day in the business's time zone. */
  readonly at: (instant: string) => string;
}

const NOT_KNOWN = 'not known';

/** What `of` makes of a value; says that it is not known when it could not be read. */
const shown = <Value>(reading: Reading<Value>, of: (value: Value) => string): string =>
  'value' in reading ? of(reading.value) : NOT_KNOWN;

const whyOf = <Value>(reading: Reading<Value>): string | undefined =>
  'value' in reading ? undefined : reading.unknown;

const map = <Value, Made>(reading: Reading<Value>, make: (value: Value) => Made): Reading<Made> =>
  'value' in reading ? { value: make(reading.value) } : reading;

const hourOf = ({ hours }: FlowNow, ...names: readonly SeriesName[]): Reading<Hour> =>
  map(hours, (value) => sumOf(names.map((name) => value[name] ?? [])));

const aMinute = (hour: Hour): string => `${rateText(ratePerMinute(hour))} a minute`;

const counted = (reading: Reading<number>): Pick<FlowNode, 'value' | 'why'> => ({
  value: 'value' in reading ? wholeNumber(reading.value) : undefined,
  why: whyOf(reading),
});

/** A node whose value is what came within the hour. */
const hourly = (
  kind: string,
  what: string,
  hour: Reading<Hour>,
  asOf: string,
): Omit<FlowNode, 'lines'> & { lines: string[] } => ({
  kind,
  ...counted(map(hour, totalOf)),
  lines: [`${what}, last hour`, ...('value' in hour ? [aMinute(hour.value)] : [])],
  hour: 'value' in hour ? hour.value : undefined,
  asOf,
});

type Intake = 'starts' | 'ends';

const UNREAD = 'unread';

/** How old the newest record was that was read last. */
const ageText = (seconds: number | null): string => {
  if (seconds === null) return UNREAD;
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
};

/** Such as `12 behind, 0.4 s`: records, and their age. */
const behindText = (records: number | undefined, age: string): string => {
  if (age === NOT_KNOWN) return 'age not known';
  if (records !== undefined) return `${wholeNumber(records)} behind, ${age}`;
  return age === UNREAD ? 'not read lately' : `behind by ${age}`;
};

/** What is known of one of the two intakes, in a list that has both. */
const ofIntake = <Value extends { readonly name: string }>(
  list: Reading<readonly Value[]>,
  name: Intake,
  text: (value: Value) => string,
): string =>
  shown(list, (values) => {
    const found = values.find((value) => value.name === name);
    return found === undefined ? NOT_KNOWN : text(found);
  });

const streamNode = (name: Intake, { flow, pipeline: { status } }: FlowFacts): FlowNode => {
  const node = hourly('stream', 'sent', hourOf(flow, `${name}-sent`), flow.readAt);
  const age = ofIntake(status.streams, name, ({ ageSeconds }) => ageText(ageSeconds));
  const records = 'value' in flow.ledger ? unsettledOf(flow.ledger.value[name]) : undefined;
  return { ...node, lines: [...node.lines, behindText(records, age)] };
};

const pipeNode = (name: Intake, { flow, pipeline: { status } }: FlowFacts): FlowNode => {
  const node = hourly('pipe', 'delivered', hourOf(flow, `${name}-delivered`), flow.readAt);
  const state = ofIntake(status.pipes, name, (pipe) => pipe.state.toLowerCase());
  return { ...node, lines: [...node.lines, state] };
};

const functionNode = (name: Intake, { flow }: FlowFacts): FlowNode => {
  const node = hourly('function', 'stored', hourOf(flow, `${name}-stored`), flow.readAt);
  const total = (series: SeriesName): Reading<number> => map(hourOf(flow, series), totalOf);
  const [refused, failed] = [total(`${name}-refused`), total(`${name}-failed`)];
  if (!('value' in refused) || !('value' in failed)) return node;
  const also = `${wholeNumber(refused.value)} refused, ${wholeNumber(failed.value)} retried`;
  return { ...node, lines: [...node.lines, also] };
};

const tableNode = ({ flow }: FlowFacts): FlowNode => {
  const stored = hourOf(flow, 'starts-stored', 'ends-stored');
  return {
    kind: 'table',
    ...counted(map(flow.table, ({ trips }) => trips)),
    lines: [
      'trips and run notes',
      ...('value' in stored ? [`${rateText(ratePerMinute(stored.value))} writes a minute`] : []),
    ],
    hour: 'value' in stored ? stored.value : undefined,
    asOf: flow.readAt,
  };
};

const indexNode = ({ flow }: FlowFacts): FlowNode => ({
  kind: 'index',
  ...counted(map(flow.table, ({ completedTrips }) => completedTrips)),
  lines: ['completed trips'],
  asOf: flow.readAt,
});

const messagesIn = ({ queues }: PipelineStatus, name: QueueStatus['name']): Reading<number> =>
  map(queues, (found) => found.find((queue) => queue.name === name)?.messages ?? 0);

const queueNode = (
  name: 'quarantine' | 'dead-letter',
  what: string,
  { flow, pipeline: { status } }: FlowFacts,
): FlowNode => {
  const hour = hourOf(flow, `${name}-in`);
  return {
    kind: 'queue',
    ...counted(messagesIn(status, name)),
    lines: [what, ...('value' in hour ? [`${wholeNumber(totalOf(hour.value))} in the last hour`] : [])],
    hour: 'value' in hour ? hour.value : undefined,
    asOf: status.checkedAt,
  };
};

const scheduleNode = ({ pipeline: { status }, at }: FlowFacts): FlowNode => {
  const failed = messagesIn(status, 'schedule-dead-letter');
  return {
    kind: 'schedule',
    value: shown(status.nextRun, ({ nextAt, isEnabled }) => {
      if (!isEnabled) return 'off';
      return nextAt === null ? 'not daily' : at(nextAt).slice(0, 'HH:MM'.length);
    }),
    why: whyOf(status.nextRun),
    lines: ['next run', ...('value' in failed ? [`${wholeNumber(failed.value)} failed to start`] : [])],
    asOf: status.checkedAt,
  };
};

const machineNode = ({ flow, pipeline: { status } }: FlowFacts): FlowNode => {
  const hour = hourOf(flow, 'runs-started');
  const last = shown(status.lastRun, ({ last: run, running }) => {
    if (running.length > 0) return `${wholeNumber(running.length)} running`;
    return run === null ? 'none has ended yet' : `last: ${run.status.toLowerCase().replace('_', ' ')}`;
  });
  return {
    kind: 'state machine',
    ...counted(map(hour, totalOf)),
    lines: ['runs, last hour', last],
    hour: 'value' in hour ? hour.value : undefined,
    asOf: flow.readAt,
  };
};

const bucketNode = ({ flow, pipeline: { status } }: FlowFacts): FlowNode => ({
  kind: 'bucket',
  ...counted(flow.days),
  lines: [
    'days with files',
    shown(status.yesterday, ({ file, isExpected }) => {
      if (file !== null) return 'yesterday: published';
      return isExpected ? 'yesterday: none yet' : 'yesterday: none due';
    }),
  ],
  asOf: flow.readAt,
});

const nodeMakers: Readonly<Record<PartId, (facts: FlowFacts) => FlowNode>> = {
  producer: ({ flow }) => hourly('events', 'sent', hourOf(flow, 'starts-sent', 'ends-sent'), flow.readAt),
  'starts-stream': (facts) => streamNode('starts', facts),
  'ends-stream': (facts) => streamNode('ends', facts),
  'starts-pipe': (facts) => pipeNode('starts', facts),
  'ends-pipe': (facts) => pipeNode('ends', facts),
  'starts-function': (facts) => functionNode('starts', facts),
  'ends-function': (facts) => functionNode('ends', facts),
  table: tableNode,
  index: indexNode,
  schedule: scheduleNode,
  machine: machineNode,
  bucket: bucketNode,
  quarantine: (facts) => queueNode('quarantine', 'refused events', facts),
  'dead-letter': (facts) => queueNode('dead-letter', 'could not be stored', facts),
};

/** What the box of a part shows. */
export const nodeOf = (part: PartId, facts: FlowFacts): FlowNode => nodeMakers[part](facts);

/** How a part is, by what is found wrong with it and by the alarms, which are among the findings when they are on. */
export const healthOf = (part: PartId, { status, findings }: PipelineNow): Health => {
  const found = findings.filter((finding) => partOfFinding(finding) === part);
  if (found.length > 0) return { state: 'wrong', text: found.map(({ text }) => text).join('; ') };
  if (part === 'producer') return { state: 'unwatched', text: 'no alarm watches it' };
  return 'value' in status.alarms
    ? { state: 'right', text: 'no alarm of it is on' }
    : { state: 'unknown', text: `its alarms cannot be read: ${status.alarms.unknown}` };
};

/** Whether something has moved within the last minutes. */
export const isFlowing = ({ hour }: FlowNode): boolean => hour !== undefined && ratePerMinute(hour) > 0;
