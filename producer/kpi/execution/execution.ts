import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type HistoryEvent,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { StackTarget } from '../../stack/stack-outputs.ts';
import { CommandError } from '../../terminal/command-error.ts';
import { failureText } from './execution-failure.ts';
import { HistoryReader } from './history-reader.ts';

const FIRST_POLL_MS = 200;
const MAX_POLL_MS = 2_000;

export interface Execution {
  readonly name: string;
  readonly executionArn: string;
}

export class RunNotSucceeded extends CommandError {
  override readonly name = 'RunNotSucceeded';
  readonly executionName: string;
  /** Such as `FAILED` or `TIMED_OUT`. */
  readonly status: string;

  constructor({ name }: Execution, status: string, reason: string) {
    super(`${name} ended ${status}${reason === '' ? '' : `: ${reason}`}`);
    this.executionName = name;
    this.status = status;
  }
}

/** Starts a state machine under a unique name that begins with `purpose`. */
export const startExecution = async (
  states: SFNClient,
  stateMachineArn: string,
  purpose: string,
  input: object,
): Promise<Execution> => {
  const startedAt = new Date().toISOString().replace(/[-:.]/g, '');
  const name = `${purpose}-${startedAt}-${randomUUID().slice(0, 8)}`;
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
  );
  if (executionArn === undefined) throw new Error(`StartExecution returned no ARN for ${name}`);
  return { name, executionArn };
};

/** Its page in the AWS console; undefined if it runs elsewhere, or in an AWS partition with another console. */
export const consoleLink = (
  { executionArn }: Pick<Execution, 'executionArn'>,
  { endpoint }: StackTarget,
): string | undefined => {
  const [, partition, , region] = executionArn.split(':');
  if (endpoint !== undefined || partition !== 'aws') return undefined;
  return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${executionArn}`;
};

/** What to tell a person when an execution has started: its name, and its link in the AWS console. */
export const startedText = (execution: Execution, target: StackTarget): string => {
  const link = consoleLink(execution, target);
  return `Started ${execution.name}\n${link === undefined ? '' : `${link}\n`}`;
};

/**
 * Waits until an execution has succeeded.
 * @throws {RunNotSucceeded} with its error and cause if it ends otherwise
 * @throws {Error} named AbortError if `signal` aborts; the execution continues
 */
export const awaitExecution = async (
  states: SFNClient,
  execution: Execution,
  { signal, onHistory }: { signal: AbortSignal; onHistory?: (history: readonly HistoryEvent[]) => void },
): Promise<void> => {
  const { executionArn } = execution;
  const reader = new HistoryReader(states, executionArn);
  for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(MAX_POLL_MS, pollMs * 1.5)) {
    const { status, error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
    if (onHistory !== undefined) onHistory(await reader.readNew());
    if (status === 'SUCCEEDED') return;
    if (status !== 'RUNNING' && status !== 'PENDING_REDRIVE') {
      throw new RunNotSucceeded(execution, String(status), failureText({ error, cause }));
    }
    await sleep(pollMs, undefined, { signal });
  }
};
