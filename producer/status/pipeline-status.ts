/**
 * What `tripstream status` and the console know about a pipeline. Moments are ISO 8601 UTC; dates are in the business
 * time zone.
 */

/** A part of the status: what was read, or why it could not be. */
export type Reading<Value> = { readonly value: Value } | { readonly unknown: string };

export interface PublishedFile {
  readonly runId: string;
  readonly publishedAt: string;
  readonly trips: number;
  /** The sum of all fares, as exact decimal text. */
  readonly totalFare: string;
  /** More than 1: the day was restated. */
  readonly revision: number | null;
  readonly revisedAt: string | null;
  readonly restatedBecause: string | null;
}

export interface YesterdayStatus {
  readonly date: string;
  readonly file: PublishedFile | null;
  /** Whether a run has to publish it; false before the pipeline's first day. */
  readonly isExpected: boolean;
  readonly dueAt: string;
}

/** The days before yesterday that a nightly run looks back to. */
export interface WindowStatus {
  /** The first and the last of them on which the pipeline existed; null if there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly days: number;
  /** Those without a file, oldest first. */
  readonly missing: readonly string[];
}

export interface StreamStatus {
  readonly name: string;
  readonly streamName: string;
  /** How old the last record was when it was read; null if nothing has read the stream in the last minutes. */
  readonly ageSeconds: number | null;
  /** Records that came in during the last hour. */
  readonly incomingRecords: number;
}

export interface PipeStatus {
  readonly name: string;
  readonly pipeName: string;
  /** As AWS names it: `RUNNING`, `STOPPED`. */
  readonly state: string;
  readonly reason: string | null;
  /** When someone last changed the pipe. */
  readonly changedAt: string | null;
}

export interface QueueStatus {
  readonly name: 'quarantine' | 'dead-letter' | 'schedule-dead-letter';
  /** All messages, including those that a reader currently holds. */
  readonly messages: number;
}

export interface AlarmOn {
  readonly name: string;
  readonly since: string | null;
  readonly reason: string;
  /** Where docs/runbook.md says what to do: the alarm's name there. */
  readonly runbook: string | null;
}

export interface AlarmStatus extends AlarmOn {
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
}

export interface AlarmsStatus {
  readonly total: number;
  readonly on: readonly AlarmOn[];
}

export interface RunStatus {
  readonly name: string;
  readonly status: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export interface RunsStatus {
  /** The newest run that has ended. */
  readonly last: RunStatus | null;
  readonly running: readonly RunStatus[];
}

export interface ScheduleStatus {
  readonly scheduleName: string;
  readonly isEnabled: boolean;
  readonly expression: string;
  /** Null when no run will start, or when the expression is not a time of day. */
  readonly nextAt: string | null;
}

/** What is read, in the order in which a person asks for it. */
export interface StatusValues {
  readonly yesterday: YesterdayStatus;
  readonly window: WindowStatus;
  readonly streams: readonly StreamStatus[];
  readonly pipes: readonly PipeStatus[];
  readonly queues: readonly QueueStatus[];
  readonly alarms: AlarmsStatus;
  readonly lastRun: RunsStatus;
  readonly nextRun: ScheduleStatus;
}

export type StatusParts = { readonly [Part in keyof StatusValues]: Reading<StatusValues[Part]> };

export interface PipelineStatus extends StatusParts {
  readonly stack: string;
  readonly timeZone: string;
  readonly checkedAt: string;
}

/** What a finding is about, so that a page can lead there. */
export type FindingSubject =
  | { readonly kind: 'days'; readonly dates: readonly string[] }
  | { readonly kind: 'queue'; readonly name: QueueStatus['name'] }
  | { readonly kind: 'run'; readonly name: string }
  /** A section of docs/runbook.md, which says what to do. */
  | { readonly kind: 'runbook'; readonly section: string };

/** Something that is wrong, and who has to do what about it. */
export interface Finding {
  readonly part: keyof StatusParts;
  readonly text: string;
  readonly who: 'operator' | 'producer' | 'next run';
  /** What to type, or where to look. */
  readonly act: string;
  readonly about?: FindingSubject;
}

/** Whether a pipeline is healthy. One known fault outweighs anything that could not be read. */
export type Verdict = 'healthy' | 'not healthy' | 'unknown';

export interface StatusRow {
  readonly part: keyof StatusParts;
  readonly name: string;
  readonly mark: 'right' | 'wrong' | 'unknown';
  /** One or more lines. */
  readonly text: string;
}
