import { randomUUID } from 'node:crypto';
import type { PipeDefinition } from '../definition/pipe-definition.ts';
import type { InvocationOutcome } from './invoke-function.ts';
import type { PipeExecution } from './lane.ts';

/** Writes a line to a log group. */
export type WriteLog = (groupName: string, event: { streamName: string; message: string }) => void;

/**
 * The error log of a pipe: one line for each delivery that was not a full success. Undefined if the pipe has no log
 * group. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html
 */
export const errorLog = (
  { name, arn, errorLogGroupName }: PipeDefinition,
  writeLog: WriteLog,
): ((execution: PipeExecution) => void) | undefined => {
  if (errorLogGroupName === undefined) return undefined;
  const streamName = `${name}/${randomUUID()}`;
  return ({ outcome }) => {
    if (outcome.kind === 'success') return;
    const line = {
      resourceArn: arn,
      timestamp: Date.now(),
      executionId: randomUUID(),
      messageType: messageType(outcome),
      logLevel: 'ERROR',
      error: { message: messageOf(outcome) },
    };
    writeLog(errorLogGroupName, { streamName, message: JSON.stringify(line) });
  };
};

const messageType = (outcome: InvocationOutcome): string => {
  if (outcome.kind === 'partial') return 'EXECUTION_PARTIALLY_FAILED';
  return outcome.kind === 'unavailable' && outcome.isThrottled ? 'EXECUTION_THROTTLED' : 'EXECUTION_FAILED';
};

const messageOf = (outcome: Exclude<InvocationOutcome, { kind: 'success' }>): string =>
  outcome.kind === 'partial'
    ? `the function named ${outcome.failed.length} records that failed`
    : outcome.reason;
