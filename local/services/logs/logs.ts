import { jsonProtocol } from '../../endpoint/aws-json-protocol.ts';
import { describeOperations } from './describe-operations.ts';
import { type LogEvent, type LogGroup, LogStore } from './log-store.ts';
import { readOperations } from './read-operations.ts';

export type LogGroupDefinition = Pick<LogGroup, 'name' | 'retentionDays'>;

/** Adds an event as of now, and creates its group and stream if needed. */
export type WriteLog = (groupName: string, event: Pick<LogEvent, 'streamName' | 'message'>) => void;

export type Logs = ReturnType<typeof openLogs>;

/**
 * CloudWatch Logs: what functions, state machines and pipes write, and the operations that read it. `databasePath` may be
 * ':memory:', and `nowMs` is the clock by which events arrive and grow old.
 */
export const openLogs = ({ databasePath, nowMs }: { databasePath: string; nowMs: () => number }) => {
  const store = new LogStore(databasePath);
  const write: WriteLog = (groupName, event) => store.append(groupName, { ...event, timestampMs: nowMs() });
  return {
    listener: jsonProtocol({
      targetPrefix: 'Logs_20140328',
      operations: { ...describeOperations(store), ...readOperations(store) },
    }),
    createGroup: (definition: LogGroupDefinition): void =>
      store.createGroup({ ...definition, createdAtMs: nowMs() }),
    write,
    close: (): void => store.close(),
  };
};

/** The name in the ARN of a log group, with or without `:*` at its end. */
export const logGroupNameOf = (groupArn: string): string | undefined =>
  /^arn:[\w-]+:logs:[\w-]+:\d{12}:log-group:([^:*]+)/.exec(groupArn)?.[1];
