import { awsCommandLine, commandLine } from '../stack/command-line.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { counted } from '../terminal/text.ts';
import type {
  Finding,
  FindingSubject,
  PipelineStatus,
  StatusParts,
  StatusValues,
  Verdict,
} from './pipeline-status.ts';

/** The threshold of the alarms starts-stream-behind and ends-stream-behind. */
const BEHIND_SECONDS = 15 * 60;

const inRunbook = (section: string): FindingSubject => ({ kind: 'runbook', section });

/** How long a run may take before its day is late. */
const RUN_MS = 60 * 60_000;

const WAITING = {
  quarantine: { who: 'producer', what: 'refused event', command: 'quarantine list' },
  'dead-letter': { who: 'operator', what: 'dead letter', command: 'redrive' },
  'schedule-dead-letter': { who: 'operator', what: 'start of a run that failed', command: undefined },
} as const;

/** What a command is for, if it does not say so itself. */
const ASKED = { producer: 'the reasons are in: ', operator: '' } as const;

/** Finds what is wrong in each part. */
const FINDS: {
  readonly [Part in keyof StatusValues]: (
    value: StatusValues[Part],
    status: PipelineStatus,
    target: StackTarget,
  ) => readonly Finding[];
} = {
  yesterday: ({ date, file, isExpected, dueAt }, { checkedAt }, target) => {
    const isLate = Date.parse(checkedAt) > Date.parse(dueAt) + RUN_MS;
    if (file !== null || !isExpected || !isLate) return [];
    const act = commandLine('kpi run', target, { date });
    const text = `${date} has no metrics file, and its run is late`;
    return [{ part: 'yesterday', text, who: 'operator', act, about: { kind: 'days', dates: [date] } }];
  },

  window: ({ missing }, _status, target) => {
    const [first, ...more] = missing;
    if (first === undefined) return [];
    const text =
      more.length === 0
        ? `${first} has no metrics file`
        : `${counted(missing.length, 'earlier day')} have no metrics file`;
    const act = `it sums ${more.length === 0 ? 'that day' : 'them'}; sooner: ${commandLine('kpi run', target, { date: missing })}`;
    return [{ part: 'window', text, who: 'next run', act, about: { kind: 'days', dates: missing } }];
  },

  streams: (streams) =>
    streams.flatMap(({ name, ageSeconds, incomingRecords }): Finding[] => {
      const isUnread = ageSeconds === null && incomingRecords > 0;
      const isBehind = ageSeconds !== null && ageSeconds > BEHIND_SECONDS;
      if (!isUnread && !isBehind) return [];
      const text = isUnread
        ? `nothing reads the stream of ${name}, which received ${counted(incomingRecords, 'record')} in the last hour`
        : `the stream of ${name} is more than 15 minutes behind`;
      const section = `${name}-${isUnread ? 'undelivered' : 'stream-behind'}`;
      const act = `docs/runbook.md, ${section}`;
      return [{ part: 'streams', text, who: 'operator', act, about: inRunbook(section) }];
    }),

  pipes: (pipes, _status, target) =>
    pipes.flatMap(({ name, pipeName, state, reason }): Finding[] => {
      if (state === 'RUNNING') return [];
      const text = `the pipe of ${name} is ${state}${reason === null ? '' : `: ${reason}`}`;
      const start = awsCommandLine('pipes start-pipe', target, { name: pipeName });
      const act = `once the cause is fixed: ${start}`;
      return [{ part: 'pipes', text, who: 'operator', act, about: inRunbook(`${name}-undelivered`) }];
    }),

  queues: (queues, _status, target) =>
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
    }),

  alarms: ({ on }) =>
    on.map(({ name, reason, runbook }) => ({
      part: 'alarms',
      text: `the alarm ${name} is on: ${reason}`,
      who: 'operator',
      act: `docs/runbook.md${runbook === null ? '' : `, ${runbook}`}`,
      ...(runbook === null ? {} : { about: inRunbook(runbook) }),
    })),

  lastRun: ({ last }) => {
    if (last === null || last.status === 'SUCCEEDED') return [];
    const text = `the last run, ${last.name}, ended ${last.status}`;
    const act = 'docs/runbook.md, kpi-run-failed';
    return [{ part: 'lastRun', text, who: 'operator', act, about: { kind: 'run', name: last.name } }];
  },

  nextRun: ({ isEnabled, scheduleName, expression, nextAt }) => {
    if (isEnabled && nextAt !== null) return [];
    const text = isEnabled
      ? `the schedule ${scheduleName} is not daily: ${expression}`
      : `the schedule ${scheduleName} is switched off: no run will start`;
    return [{ part: 'nextRun', text, who: 'operator', act: 'deploy the stack again to reset it' }];
  },
};

/** Who has to act, in words. */
export const DOERS: Readonly<Record<Finding['who'], string>> = {
  operator: 'you',
  producer: "the events' producer",
  'next run': 'the next run',
};

/** What is wrong in a status, in the order of its parts. `target` is the stack that the suggested commands address. */
export const findingsOf = (status: PipelineStatus, target: StackTarget): readonly Finding[] => {
  const parts: StatusParts = status;
  const findingsIn = <Part extends keyof StatusParts>(part: Part): readonly Finding[] => {
    const read = parts[part];
    return 'value' in read ? FINDS[part](read.value, status, target) : [];
  };
  return PARTS.flatMap((part) => findingsIn(part));
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
