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
  /** Undefined if it is not known. */
  readonly value: string | undefined;
  /** Why it is not known. */
  readonly why?: string | undefined;
  /** What the value counts, followed by other facts. */
  readonly lines: readonly string[];
  readonly hour?: Hour | undefined;
  /** ISO 8601 UTC. */
  readonly asOf: string;
}

/** Everything the picture is drawn from. */
export interface FlowFacts {
  readonly flow: FlowNow;
  readonly pipeline: PipelineNow;
  /** The time of day in the business time zone. */
  readonly at: (instant: string) => string;
}

const NOT_KNOWN = 'not known';

const knownOf = <Value>(reading: Reading<Value>): Value | undefined =>
  'value' in reading ? reading.value : undefined;

const whyOf = <Value>(reading: Reading<Value>): string | undefined =>
  'value' in reading ? undefined : reading.unknown;

const map = <Value, Made>(reading: Reading<Value>, make: (value: Value) => Made): Reading<Made> =>
  'value' in reading ? { value: make(reading.value) } : reading;

/** The value as text; says that it is not known if it could not be read. */
const shown = <Value>(reading: Reading<Value>, of: (value: Value) => string): string =>
  knownOf(map(reading, of)) ?? NOT_KNOWN;

/** The same as a separate line, left out if the value could not be read. */
const lineOf = <Value>(reading: Reading<Value>, of: (value: Value) => string): readonly string[] =>
  'value' in reading ? [of(reading.value)] : [];

const hourOf = ({ hours }: FlowNow, ...names: readonly SeriesName[]): Reading<Hour> =>
  map(hours, (value) => sumOf(names.map((name) => value[name] ?? [])));

const counted = (reading: Reading<number>): Pick<FlowNode, 'value' | 'why'> => ({
  value: 'value' in reading ? wholeNumber(reading.value) : undefined,
  why: whyOf(reading),
});

const rateOf = (hour: Hour): string => rateText(ratePerMinute(hour));

/** A node whose value is a count of the last hour. */
const hourly = (
  kind: string,
  what: string,
  flow: FlowNow,
  series: readonly SeriesName[],
  more: readonly string[] = [],
): FlowNode => {
  const hour = hourOf(flow, ...series);
  return {
    kind,
    ...counted(map(hour, totalOf)),
    lines: [`${what}, last hour`, ...lineOf(hour, (counts) => `${rateOf(counts)} a minute`), ...more],
    hour: knownOf(hour),
    asOf: flow.readAt,
  };
};

type Intake = 'starts' | 'ends';

const UNREAD = 'unread';

/** The age of the newest record that was read. */
const ageText = (seconds: number | null): string => {
  if (seconds === null) return UNREAD;
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
};

/** Such as `12 behind, 0.4 s`: records, and their age. */
const behindText = (records: number | undefined, age: string): string => {
  if (age === NOT_KNOWN) return 'age not known';
  if (records !== undefined) return `${wholeNumber(records)} behind, ${age}`;
  return age === UNREAD ? 'not read recently' : `behind by ${age}`;
};

/** What is known about one intake, from a list of both. */
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
  const age = ofIntake(status.streams, name, ({ ageSeconds }) => ageText(ageSeconds));
  const records = knownOf(map(flow.ledger, (ledger) => unsettledOf(ledger[name])));
  return hourly('stream', 'sent', flow, [`${name}-sent`], [behindText(records, age)]);
};

const pipeNode = (name: Intake, { flow, pipeline: { status } }: FlowFacts): FlowNode => {
  const state = ofIntake(status.pipes, name, (pipe) => pipe.state.toLowerCase());
  return hourly('pipe', 'delivered', flow, [`${name}-delivered`], [state]);
};

const functionNode = (name: Intake, { flow }: FlowFacts): FlowNode => {
  const also = lineOf(flow.hours, (hours) => {
    const total = (series: SeriesName): string => wholeNumber(totalOf(hours[series] ?? []));
    return `${total(`${name}-refused`)} refused, ${total(`${name}-failed`)} retried`;
  });
  return hourly('function', 'stored', flow, [`${name}-stored`], also);
};

const tableNode = ({ flow }: FlowFacts): FlowNode => {
  const stored = hourOf(flow, 'starts-stored', 'ends-stored');
  return {
    kind: 'table',
    ...counted(map(flow.table, ({ trips }) => trips)),
    lines: ['trips and run notes', ...lineOf(stored, (hour) => `${rateOf(hour)} writes a minute`)],
    hour: knownOf(stored),
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
    lines: [what, ...lineOf(hour, (counts) => `${wholeNumber(totalOf(counts))} in the last hour`)],
    hour: knownOf(hour),
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
    lines: ['next run', ...lineOf(failed, (count) => `${wholeNumber(count)} failed to start`)],
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
    hour: knownOf(hour),
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
  producer: ({ flow }) => hourly('events', 'sent', flow, ['starts-sent', 'ends-sent']),
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

/** What a part's box shows. */
export const nodeOf = (part: PartId, facts: FlowFacts): FlowNode => nodeMakers[part](facts);

/** The health of a part, by the findings about it. Alarms that are on are among the findings. */
export const healthOf = (part: PartId, { status, findings }: PipelineNow): Health => {
  const found = findings.filter((finding) => partOfFinding(finding) === part);
  if (found.length > 0) return { state: 'wrong', text: found.map(({ text }) => text).join('; ') };
  if (part === 'producer') return { state: 'unwatched', text: 'no alarm watches it' };
  return 'value' in status.alarms
    ? { state: 'right', text: 'none of its alarms is on' }
    : { state: 'unknown', text: `its alarms cannot be read: ${status.alarms.unknown}` };
};

/** Whether anything has moved in the last few minutes. */
export const isFlowing = ({ hour }: FlowNode): boolean => hour !== undefined && ratePerMinute(hour) > 0;
