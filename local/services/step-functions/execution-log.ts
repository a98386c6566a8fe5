import { randomBytes } from 'node:crypto';
import { isObject } from '../../values/json.ts';
import type { WriteLog } from '../logs/logs.ts';
import type { HistoryEvent } from './history.ts';

/** Where a state machine with log level ALL writes its executions' histories. */
export interface ExecutionLogging {
  readonly logGroupName: string;
  /** Whether the log includes the input and output of states and tasks. */
  readonly includesData: boolean;
}

/** Writes an event of an execution's history. */
export type LogEvent = (executionArn: string, event: HistoryEvent) => void;

const DATA_FIELDS = ['input', 'inputDetails', 'output', 'outputDetails', 'parameters'];

/** The log of a state machine: its own stream while this process runs. */
export const executionLog = (
  machineName: string,
  { logGroupName, includesData }: ExecutionLogging,
  writeLog: WriteLog,
): LogEvent => {
  const minute = new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-');
  const streamName = `states/${machineName}/${minute}/${randomBytes(4).toString('hex')}`;
  return (executionArn, event) => {
    const message = JSON.stringify(logLine(executionArn, event, includesData));
    writeLog(logGroupName, { streamName, message });
  };
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html: numbers are text in it. */
const logLine = (executionArn: string, event: HistoryEvent, includesData: boolean) => {
  const { id, type, timestamp, previousEventId, ...more } = event;
  const [details = {}] = Object.values(more).filter(isObject);
  const kept = Object.entries(details).filter(([field]) => includesData || !DATA_FIELDS.includes(field));
  return {
    id: String(id),
    type,
    details: Object.fromEntries(kept),
    previous_event_id: String(previousEventId),
    event_timestamp: String(Math.round(timestamp * 1000)),
    execution_arn: executionArn,
  };
};
