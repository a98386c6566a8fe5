import type {
  AlarmStatus,
  Finding,
  PipelineStatus,
  StatusRow,
  Verdict,
} from '../../producer/status/pipeline-status.ts';
import { type Endpoint, type Nothing, nothing, read, type Topic, topic } from './endpoint.ts';

/** A finding, with who should act as text. */
export interface ShownFinding extends Finding {
  readonly doer: string;
}

/** What `tripstream status` reports. */
export interface PipelineNow {
  readonly status: PipelineStatus;
  readonly verdict: Verdict;
  readonly headline: string;
  readonly rows: readonly StatusRow[];
  readonly findings: readonly ShownFinding[];
}

export const pipelineNow: Topic<Nothing, PipelineNow> = topic('pipeline', nothing);

/** All alarms of the stack. */
export interface AlarmList {
  readonly alarms: readonly AlarmStatus[];
  /** ISO 8601 UTC. */
  readonly readAt: string;
}

export const alarmList: Topic<Nothing, AlarmList> = topic('alarms', nothing);

/** A change of an alarm's state. */
export interface AlarmChange {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  /** In CloudWatch's words. */
  readonly reason: string;
}

/** Newest first. */
export const alarmHistory: Topic<{ readonly name: string }, { readonly changes: readonly AlarmChange[] }> =
  topic('alarm-history', (fields) => ({ name: fields.text('name') }));

/** A piece of docs/runbook.md: text with inline Markdown, or shell commands. */
export interface RunbookBlock {
  readonly kind: 'text' | 'commands';
  readonly text: string;
}

export const runbookSection: Endpoint<
  { readonly section: string },
  { readonly blocks: readonly RunbookBlock[] }
> = read('runbook', (fields) => ({ section: fields.text('section') }));
