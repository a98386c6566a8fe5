import { awsCommandLine, commandLine } from '../stack/command-line.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { counted } from '../terminal/text.ts';
import type {
  AlarmsStatus,
  Finding,
  FindingSubject,
  PipelineStatus,
  PipeStatus,
  QueueStatus,
  Reading,
  RunsStatus,
  ScheduleStatus,
  StatusParts,
  StreamStatus,
  Verdict,
  WindowStatus,
  YesterdayStatus,
} from './pipeline-status.ts';

/** As the alarms starts-stream-behind and ends-stream-behind. */
const BEHIND_SECONDS = 15 * 60;

const inRunbook = (section: string): FindingSubject => ({ kind: 'runbook', section });

/** How long a run may take before its day is late. */
const RUN_MS = 60 * 60_000;

type Finds<Value> = (value: Value, status: PipelineStatus, target: StackTarget) => readonly Finding[];

const ofYesterday: Finds<YesterdayStatus> = ({ date, file, isExpected, dueAt }, { checkedAt }, target) => {
  const isLate = Date.parse(checkedAt) > Date.parse(dueAt) + RUN_MS;
  if (file !== null || !isExpected || !isLate) return [];
  const act = commandLine('kpi run', target, { date });
  const text = `${date} has no metrics file, and its run is late`;
  return [{ part: 'yesterday', text, who: 'operator', act, about: { kind: 'days', dates: [date] } }];
};

const ofWindow: Finds<WindowStatus> = ({ missing }, _status, target) => {
  const [first, ...more] = missing;
  if (first === undefined) return [];
  const text =
    more.length === 0
      ? `${first} has no metrics file`
      : `${counted(missing.length, 'earlier day')} have no metrics file`;
  const act = `it sums ${more.length === 0 ? 'that day' : 'them'}; sooner: ${commandLine('kpi run', target, { date: missing })}`;
  return [{ part: 'window', text, who: 'next run', act, about: { kind: 'days', dates: missing } }];
};

const ofStreams: Finds<readonly StreamStatus[]> = (streams) =>
  streams.flatMap(({ name, ageSeconds, incomingRecords }): Finding[] => {
    const isUnread = ageSeconds === null && incomingRecords > 0;
    const isBehind = ageSeconds !== null && ageSeconds > BEHIND_SECONDS;
    if (!isUnread && !isBehind) return [];
    const text = isUnread
      ? `nothing reads the stream of ${name}, into which ${counted(incomingRecords, 'record')} came in the last hour`
      : `the stream of ${name} is more than 15 minutes behind`;
    const section = `${name}-${isUnread ? 'undelivered' : 'stream-behind'}`;
    const act = `docs/runbook.md, ${section}`;
    return [{ part: 'streams', text, who: 'operator', act, about: inRunbook(section) }];
  });

const ofPipes: Finds<readonly PipeStatus[]> = (pipes, _status, target) =>
  pipes.flatMap(({ name, pipeName, state, reason }): Finding[] => {
    if (state === 'RUNNING') return [];
    const text = `the pipe of ${name} is ${state}${reason === null ? '' : `: ${reason}`}`;
    const start = awsCommandLine('pipes start-pipe', target, { name: pipeName });
    const act = `when the cause is gone: ${start}`;
    return [{ part: 'pipes', text, who: 'operator', act, about: inRunbook(`${name}-undelivered`) }];
  });

const WAITING = {
  quarantine: { who: 'producer', what: 'refused event', command: 'quarantine list' },
  'dead-letter': { who: 'operator', what: 'dead letter', command: 'redrive' },
  'schedule-dead-letter': { who: 'operator', what: 'start of a run that failed', command: undefined },
} as const;

/** What a command is for, where it does not say so itself. */
const ASKED = { producer: 'the reasons are in: ', operator: '' } as const;

const ofQueues: Finds<readonly QueueStatus[]> = (queues, _status, target) =>
  queues.flatMap(({ name, messages }): Finding[] => {
    if (messages === 0) return [];
    const { who, what, command } = WAITING[name];
    const text =
      name === 'schedule-dead-letter'
        ? `the schedule failed to start a run ${messages === 1 ? 'once' : `${messages} times`}`
        : `${counted(messages, what)} ${messages === 1 ? 'waits' : 'wait'}`;
    const line = command && commandLine(command, target, command === 'redrive' ? { 'dry-run': true } : {});
    const act = line === undefined ? `docs/runbook.md, ${name}-waiting` : `${ASKED[who]}${line}`;
    return [{ part: 'queues', text, who, act, about: { kind: 'queue', name } }];
  });

const ofAlarms: Finds<AlarmsStatus> = ({ on }) =>
  on.map(({ name, reason, runbook }) => ({
    part: 'alarms',
    text: `the alarm ${name} is on: ${reason}`,
    who: 'operator',
    act: `docs/runbook.md${runbook === null ? '' : `, ${runbook}`}`,
    ...(runbook === null ? {} : { about: inRunbook(runbook) }),
  }));

const ofRuns: Finds<RunsStatus> = ({ last }) =>
  last === null || last.status === 'SUCCEEDED'
    ? []
    : [
        {
          part: 'lastRun',
          text: `the last run, ${last.name}, ended ${last.status}`,
          who: 'operator',
          act: 'docs/runbook.md, kpi-run-failed',
          about: { kind: 'run', name: last.name },
        },
      ];

const ofSchedule: Finds<ScheduleStatus> = ({ isEnabled, scheduleName, expression, nextAt }) => {
  if (isEnabled && nextAt !== null) return [];
  const text = isEnabled
    ? `the schedule ${scheduleName} is not daily: ${expression}`
    : `the schedule ${scheduleName} is switched off: no run will start`;
  return [{ part: 'nextRun', text, who: 'operator', act: 'deploy the stack again, which sets it' }];
};

/** Who has to act, as a person says it. */
export const DOERS: Readonly<Record<Finding['who'], string>> = {
  operator: 'you',
  producer: "the events' producer",
  'next run': 'the next run',
};

/** What is not right in a status, in the order of its parts. `target` is where the commands in it go. */
export const findingsOf = (status: PipelineStatus, target: StackTarget): readonly Finding[] => {
  const of = <Value>(part: Reading<Value>, finds: Finds<Value>) =>
    'value' in part ? finds(part.value, status, target) : [];
  return [
    ...of(status.yesterday, ofYesterday),
    ...of(status.window, ofWindow),
    ...of(status.streams, ofStreams),
    ...of(status.pipes, ofPipes),
    ...of(status.queues, ofQueues),
    ...of(status.alarms, ofAlarms),
    ...of(status.lastRun, ofRuns),
    ...of(status.nextRun, ofSchedule),
  ];
};

export const verdictOf = (status: PipelineStatus, findings: readonly Finding[]): Verdict => {
  if (findings.length > 0) return 'not healthy';
  return PARTS.some((part) => 'unknown' in status[part]) ? 'unknown' : 'healthy';
};

/** The parts in the order in which they are shown. */
export const PARTS = [
  'yesterday',
  'window',
  'streams',
  'pipes',
  'queues',
  'alarms',
  'lastRun',
  'nextRun',
] as const satisfies readonly (keyof StatusParts)[];
