import { change, type Endpoint, type Nothing, nothing, read, type Topic, topic } from './endpoint.ts';
import type { Fields } from './fields.ts';

export const MACHINES = ['daily-kpi', 'audit'] as const;
export type Machine = (typeof MACHINES)[number];

export const RUN_STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Names one execution. */
export type RunName = {
  readonly machine: Machine;
  readonly name: string;
};

const runName = (fields: Fields): RunName => ({
  machine: fields.choice('machine', MACHINES),
  name: fields.text('name'),
});

/** One execution in a list. */
export interface RunSummary extends RunName {
  readonly status: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly stoppedAt?: string | undefined;
}

export type RunFilter = {
  readonly machine: Machine;
  readonly status: RunStatus | undefined;
  /** The first and last business day on which a run started, both inclusive. */
  readonly from: string | undefined;
  readonly to: string | undefined;
};

export interface RunList {
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  /** How many executions were looked at, if there may be older ones. */
  readonly lookedAt?: number | undefined;
}

export const runList: Topic<RunFilter, RunList> = topic('runs', (fields) => ({
  machine: fields.choice('machine', MACHINES),
  status: fields.optionalChoice('status', RUN_STATUSES),
  from: fields.optionalText('from'),
  to: fields.optionalText('to'),
}));

export interface RunDetail extends RunSummary {
  readonly executionArn: string;
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** Its page in the AWS console; undefined if it does not run on AWS. */
  readonly consoleLink?: string | undefined;
  /** The day it is for, if its name or input says so. */
  readonly date?: string | undefined;
  /** How many events of its history the server has read. */
  readonly events: number;
}

export const runDetail: Topic<RunName, RunDetail> = topic('run', runName);

/** A history event without its input and output; its time is in milliseconds since the epoch. */
export interface RunEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly atMs: number;
  /** The name of the state or the Map. */
  readonly name?: string | undefined;
  /** The index of the iteration. */
  readonly index?: number | undefined;
  /** What the iteration that begins here is for, such as the partition `2024-05-25#07`, if its input says so. */
  readonly item?: string | undefined;
  /** How many items a Map has. */
  readonly length?: number | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** The events after the first `after` ones, oldest first; at most a few thousand per answer. */
export const runEvents: Endpoint<RunName & { readonly after: number }, readonly RunEvent[]> = read(
  'runs/events',
  (fields) => ({ ...runName(fields), after: fields.count('after', 0) }),
);

/** One complete event, as indented JSON. */
export const runEvent: Endpoint<RunName & { readonly id: number }, { readonly text: string }> = read(
  'runs/event',
  (fields) => ({ ...runName(fields), id: fields.count('id', 0) }),
);

/** What went into a state and came out of it, as indented JSON. */
export interface VisitData {
  readonly input: string;
  /** Undefined until the state is exited. */
  readonly output?: string | undefined;
}

/** The data of the visit between the events `entered` and `exited`; `exited` is 0 if it has not ended. */
export const visitData: Endpoint<RunName & { readonly entered: number; readonly exited: number }, VisitData> =
  read('runs/visit', (fields) => ({
    ...runName(fields),
    entered: fields.count('entered', 0),
    exited: fields.count('exited', 0),
  }));

/** The definition of a state machine in Amazon States Language. */
export const machineDefinition: Endpoint<{ readonly machine: Machine }, { readonly definition: string }> =
  read('runs/definition', (fields) => ({ machine: fields.choice('machine', MACHINES) }));

export const startRun: Endpoint<{ readonly machine: Machine; readonly date: string }, RunName> = change(
  'runs/start',
  (fields) => ({ machine: fields.choice('machine', MACHINES), date: fields.text('date') }),
);

/** What an audit would read now, how long it would take and what it would cost. */
export const auditEstimate: Endpoint<Nothing, { readonly text: string }> = read(
  'runs/audit-estimate',
  nothing,
);

export const stopRun: Endpoint<RunName, RunName> = change('runs/stop', runName);
