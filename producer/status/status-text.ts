import { datesText } from '../kpi/dates.ts';
import { counted, localTime, money } from '../terminal/text.ts';
import { DOERS, PARTS, verdictOf } from './findings.ts';
import type {
  AlarmsStatus,
  Finding,
  PipelineStatus,
  PipeStatus,
  QueueStatus,
  RunsStatus,
  ScheduleStatus,
  StatusParts,
  StatusRow,
  StatusValues,
  StreamStatus,
  WindowStatus,
  YesterdayStatus,
} from './pipeline-status.ts';

const NAMES: Readonly<Record<keyof StatusParts, string>> = {
  yesterday: 'yesterday',
  window: 'days before',
  streams: 'streams',
  pipes: 'pipes',
  queues: 'waiting',
  alarms: 'alarms',
  lastRun: 'last run',
  nextRun: 'next run',
};

type At = (instant: string) => string;

const yesterdayText = (
  { date, file, isExpected, dueAt }: YesterdayStatus,
  at: At,
  checkedAt: string,
): string => {
  if (file === null) {
    const isDue = Date.parse(dueAt) <= Date.parse(checkedAt);
    const why = isExpected
      ? `its run ${isDue ? 'was' : 'is'} due at ${at(dueAt)}`
      : 'the pipeline did not exist yet';
    return `${date} is not published: ${why}`;
  }
  const { runId, publishedAt, trips, totalFare, revision, revisedAt, restatedBecause } = file;
  const isRestated = revision !== null && revision > 1;
  const because = restatedBecause === null ? '' : `, because: ${restatedBecause}`;
  const restated = isRestated
    ? `restated, now revision ${revision} of ${at(revisedAt ?? publishedAt)}${because}`
    : 'not restated';
  return [
    `${date}: ${counted(trips, 'trip')}, ${money(totalFare)} in all; ${restated}`,
    `published ${at(publishedAt)} by ${runId}`,
  ].join('\n');
};

const windowText = ({ from, to, days, missing }: WindowStatus): string => {
  if (from === null || to === null) return 'none: the pipeline is new';
  const range = from === to ? from : `${from} to ${to}`;
  return missing.length === 0
    ? `${range}: each has a file`
    : `${range}: ${missing.length} of ${days} without a file: ${datesText(missing)}`;
};

const duration = (seconds: number): string => {
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
};

const streamText = ({ name, ageSeconds, incomingRecords }: StreamStatus): string => {
  const age = ageSeconds === null ? 'not read in the last 15 minutes' : `${duration(ageSeconds)} behind`;
  return `${name} ${age}, ${counted(incomingRecords, 'record')} in the last hour`;
};

const pipeText = ({ name, state, reason, changedAt }: PipeStatus, at: At): string => {
  if (state === 'RUNNING') return `${name} ${state}`;
  const since = changedAt === null ? '' : ` since ${at(changedAt)}`;
  return `${name} ${state}${since}${reason === null ? '' : ` (${reason})`}`;
};

const QUEUES: Readonly<Record<QueueStatus['name'], string>> = {
  quarantine: 'in quarantine',
  'dead-letter': 'dead-lettered',
  'schedule-dead-letter': 'not started by the schedule',
};

const queuesText = (queues: readonly QueueStatus[]): string =>
  queues.map(({ name, messages }) => `${messages.toLocaleString('en-US')} ${QUEUES[name]}`).join(', ');

const alarmsText = ({ total, on }: AlarmsStatus, at: At): string =>
  [
    `${on.length} of ${total} on`,
    ...on.map(({ name, since }) => `${name}${since === null ? '' : ` since ${at(since)}`}`),
  ].join('\n');

const runsText = ({ last, running }: RunsStatus, at: At): string => {
  const ended =
    last === null
      ? ['none has ended yet']
      : [`${last.name} ${last.status}${last.endedAt === null ? '' : ` ${at(last.endedAt)}`}`];
  return [...ended, ...running.map(({ name }) => `${name} is running`)].join('\n');
};

const scheduleText = ({ isEnabled, nextAt, expression }: ScheduleStatus, at: At): string => {
  if (!isEnabled) return 'none: the schedule is switched off';
  return nextAt === null ? `as its schedule says: ${expression}` : at(nextAt);
};

const TEXTS: {
  readonly [Part in keyof StatusValues]: (value: StatusValues[Part], at: At, checkedAt: string) => string;
} = {
  yesterday: yesterdayText,
  window: windowText,
  streams: (streams) => streams.map(streamText).join('\n'),
  pipes: (pipes, at) => pipes.map((pipe) => pipeText(pipe, at)).join(', '),
  queues: queuesText,
  alarms: alarmsText,
  lastRun: runsText,
  nextRun: scheduleText,
};

const textOf = <Part extends keyof StatusParts>(part: Part, status: PipelineStatus): string => {
  const parts: StatusParts = status;
  const read = parts[part];
  if ('unknown' in read) return `unknown: ${read.unknown}`;
  const at = (instant: string): string => localTime(instant, status.timeZone);
  return TEXTS[part](read.value, at, status.checkedAt);
};

const markOf = (
  status: PipelineStatus,
  part: keyof StatusParts,
  findings: readonly Finding[],
): StatusRow['mark'] => {
  if ('unknown' in status[part]) return 'unknown';
  return findings.some((finding) => finding.part === part) ? 'wrong' : 'right';
};

/** Each part in words, with times in the business time zone. */
export const statusRows = (status: PipelineStatus, findings: readonly Finding[]): readonly StatusRow[] =>
  PARTS.map((part) => ({
    part,
    name: NAMES[part],
    mark: markOf(status, part, findings),
    text: textOf(part, status),
  }));

/** The verdict as a sentence, and what could not be read. */
export const headline = (status: PipelineStatus, findings: readonly Finding[]): string => {
  const unread = PARTS.filter((part) => 'unknown' in status[part]).map((part) => NAMES[part]);
  const unreadText = unread.length === 0 ? '' : ` Could not be read: ${unread.join(', ')}.`;
  const verdict = {
    healthy: 'HEALTHY. Nothing to do.',
    'not healthy': `NOT HEALTHY: ${counted(findings.length, 'finding')}.`,
    unknown: 'UNKNOWN. What could be read is healthy.',
  }[verdictOf(status, findings)];
  return `${verdict}${unreadText}`;
};

const MARKS: Readonly<Record<StatusRow['mark'], string>> = { right: 'ok', wrong: '!!', unknown: '??' };

/** A status for a terminal: the verdict, each part on its own line, and who has to do what. */
export const statusText = (status: PipelineStatus, findings: readonly Finding[]): string => {
  const indent = ' '.repeat(17);
  const rows = statusRows(status, findings).map(
    ({ mark, name, text }) => `${MARKS[mark]}  ${name.padEnd(11)}  ${text.replaceAll('\n', `\n${indent}`)}`,
  );
  return [
    `${status.stack} at ${localTime(status.checkedAt, status.timeZone)} (times in ${status.timeZone})`,
    headline(status, findings),
    '',
    ...rows,
    ...(findings.length === 0 ? [] : ['', 'Who has to act:']),
    ...findings.map(({ text, who, act }) => `- ${text}\n  ${DOERS[who]}: ${act}`),
    '',
  ].join('\n');
};
