import { randomBytes } from 'node:crypto';
import type { Clock } from '../../values/clock.ts';
import { reasonOf } from '../../values/refusal.ts';
import { nextTimeMs } from './next-time.ts';
import type { Schedule } from './schedule.ts';
import { type CallError, type DeadLetter, type ScheduleCalls, toSecond } from './schedule-call.ts';
import type { ScheduleProgress } from './schedule-progress.ts';

/** AWS backs off exponentially. It documents nothing more. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10 * 60 * 1000;

type Call = { schedule: Schedule; scheduledMs: number; attempt: number };

/** Calls the targets of schedules when their time comes. */
export const scheduleRunner = (clock: Clock, progress: ScheduleProgress, calls: ScheduleCalls) => {
  const due = new Set<Disposable>();
  const running = new Set<Promise<void>>();
  let isClosed = false;

  const at = (momentMs: number, task: () => Promise<void>): void => {
    if (isClosed) return;
    const waiting = clock.at(momentMs, () => {
      due.delete(waiting);
      const run = task().finally(() => running.delete(run));
      running.add(run);
      return run;
    });
    due.add(waiting);
  };

  const arm = (schedule: Schedule, afterMs: number): void => {
    const scheduledMs = nextTimeMs(schedule.cron, schedule.timeZone, afterMs);
    if (scheduledMs === undefined) return;
    at(scheduledMs, () => {
      arm(schedule, scheduledMs);
      return call({ schedule, scheduledMs, attempt: 1 });
    });
  };

  /** The call was made or given up on. Neither happens again after a restart. */
  const done = ({ schedule: { name }, scheduledMs }: Call): void => progress.save(name, scheduledMs);

  const call = async (fired: Call): Promise<void> => {
    const { schedule, scheduledMs, attempt } = fired;
    const executionId = randomBytes(8).toString('hex');
    const input = withContext(fired, executionId);
    const error = await calls.startExecution(input);
    if (error === undefined) return done(fired);
    reportError(schedule, error);
    const { maximumRetryAttempts, maximumEventAgeSeconds } = schedule.target;
    const giveUp = async (exhausted?: DeadLetter['exhausted']): Promise<void> => {
      const failed = { schedule, scheduledMs, executionId, input, retryAttempts: attempt - 1 };
      await sendDeadLetter({ ...failed, error, exhausted });
      done(fired);
    };
    if (!error.isRetryable) return giveUp();
    if (attempt > maximumRetryAttempts) return giveUp('MaximumRetryAttempts');
    const tooOldMs = scheduledMs + maximumEventAgeSeconds * 1000;
    const nextMs = clock.nowMs() + pauseMs(attempt);
    if (nextMs >= tooOldMs) at(tooOldMs, () => giveUp('MaximumEventAgeInSeconds'));
    else at(nextMs, () => call({ ...fired, attempt: attempt + 1 }));
  };

  const sendDeadLetter = async (deadLetter: DeadLetter): Promise<void> => {
    const { name, target } = deadLetter.schedule;
    if (target.deadLetterQueueName === undefined) return;
    try {
      await calls.sendDeadLetter(target.deadLetterQueueName, deadLetter);
    } catch (error) {
      console.error(`local cloud: the schedule ${name} lost a dead letter: ${reasonOf(error)}`);
    }
  };

  return {
    /**
     * Fires the schedule from now on, and fires late what fell due since it last ran and is not too old yet: AWS's
     * scheduler never stops. A disabled schedule never fires.
     */
    run: (schedule: Schedule): void => {
      if (!schedule.isEnabled) return;
      const nowMs = clock.nowMs();
      const tooOldMs = nowMs - schedule.target.maximumEventAgeSeconds * 1000;
      arm(schedule, Math.max(progress.open(schedule.name, nowMs), tooOldMs));
    },
    /** Drops what is due and waits for the calls under way. */
    close: async (): Promise<void> => {
      isClosed = true;
      for (const waiting of due) waiting[Symbol.dispose]();
      await Promise.all(running);
    },
  };
};

const pauseMs = (attempt: number): number => Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);

const reportError = ({ name }: Schedule, { code, message }: CallError): void =>
  console.error(`local cloud: the schedule ${name} could not call its target: ${code}: ${message}`);

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
const withContext = ({ schedule, scheduledMs, attempt }: Call, executionId: string): string => {
  const attributes: Readonly<Record<string, string>> = {
    'schedule-arn': schedule.arn,
    'scheduled-time': toSecond(scheduledMs),
    'execution-id': executionId,
    'attempt-number': String(attempt),
  };
  return schedule.target.input.replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (whole, name: string) => attributes[name] ?? whole,
  );
};
