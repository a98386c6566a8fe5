import { randomUUID } from 'node:crypto';
import type { PipeDefinition } from '../definition/pipe-definition.ts';
import type { InvocationOutcome } from './invoke-function.ts';

/** Takes a line for a log group. */
export type WriteLog = (groupName: string, event: { streamName: string; message: string }) => void;

/** Logs a delivery that did not succeed wholly; the others leave no line at level ERROR. */
export type LogDelivery = (outcome: InvocationOutcome) => void;

/**
 * The error log of a pipe; undefined for one without a log group.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html
 */
export const errorLog = (
  { name, arn, errorLogGroupName }: PipeDefinition,
  writeLog: WriteLog | undefined,
): LogDelivery | undefined => {
  if (errorLogGroupName === undefined || writeLog === undefined) return undefined;
  const streamName = `${name}/${randomUUID()}`;
  return (outcome) => {
    if (outcome.kind === 'success') return;
    const line = {
      resourceArn: arn,
      timestamp: Date.now(),
      executionId: randomUUID(),
      messageType: outcome.kind === 'partial' ? 'EXECUTION_PARTIALLY_FAILED' : 'EXECUTION_FAILED',
      logLevel: 'ERROR',
      error: { message: messageOf(outcome) },
    };
    writeLog(errorLogGroupName, { streamName, message: JSON.stringify(line) });
  };
};

const messageOf = (outcome: Exclude<InvocationOutcome, { kind: 'success' }>): string =>
  outcome.kind === 'partial'
    ? `the function named ${outcome.failed.length} records that failed`
    : outcome.reason;
