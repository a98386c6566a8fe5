import type { Listener } from '../../endpoint/answer.ts';
import { jsonProtocol } from '../../endpoint/aws-json-protocol.ts';
import { describeOperations } from './describe-operations.ts';
import { type LogEvent, LogStore } from './log-store.ts';
import { readOperations } from './read-operations.ts';

/** CloudWatch Logs: what functions, state machines and pipes write, and the operations that read it. */
export interface Logs {
  readonly listener: Listener;
  createGroup(definition: LogGroupDefinition): void;
  /** Adds an event as of now, and creates its group and stream if needed. */
  write: WriteLog;
  close(): void;
}

export interface LogGroupDefinition {
  readonly name: string;
  /** Undefined to keep events forever. */
  readonly retentionDays: number | undefined;
}

export type WriteLog = (groupName: string, event: Pick<LogEvent, 'streamName' | 'message'>) => void;

/**
 * Opens CloudWatch Logs; `databasePath` may be ':memory:', and `nowMs` is the time by which events come and grow old.
 */
export const openLogs = (options: { databasePath: string; nowMs: () => number }): Logs => {
  const { databasePath, nowMs } = options;
  const store = new LogStore(databasePath);
  return {
    listener: jsonProtocol({
      targetPrefix: 'Logs_20140328',
      operations: { ...describeOperations(store), ...readOperations(store) },
    }),
    createGroup: ({ name, retentionDays }) =>
      store.createGroup({ name, createdAtMs: nowMs(), retentionDays }),
    write: (groupName, event) => store.append(groupName, { ...event, timestampMs: nowMs() }),
    close: () => store.close(),
  };
};

/** The name in the ARN of a log group, with or without `:*` at its end. */
export const logGroupNameOf = (groupArn: string): string | undefined =>
  /^arn:[\w-]+:logs:[\w-]+:\d{12}:log-group:([^:*]+)/.exec(groupArn)?.[1];
