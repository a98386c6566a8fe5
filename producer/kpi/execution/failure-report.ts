import type { SFNClient } from '@aws-sdk/client-sfn';
import { openFunctionLog, readLog } from '../../logs/function-log.ts';
import { logLine } from '../../logs/log-text.ts';
import { commandLine } from '../../stack/command-line.ts';
import { ownNameOf, readStackFunctions } from '../../stack/stack-functions.ts';
import type { StackTarget } from '../../stack/stack-outputs.ts';
import { oneLine } from '../../terminal/command-error.ts';
import type { Execution } from './execution.ts';
import { failureText } from './execution-failure.ts';
import { type FailedCall, lastFailedCall } from './failed-call.ts';
import { HistoryReader } from './history-reader.ts';

const SHOWN_LINES = 10;

/** The last error lines in the function's log since the execution began, under a heading. */
const logText = async (
  { functionArn = '' }: FailedCall,
  target: StackTarget,
  { sinceMs, timeZone }: { readonly sinceMs: number; readonly timeZone: string },
): Promise<readonly string[]> => {
  const functions = await readStackFunctions(target);
  const name = ownNameOf(functions, functionArn);
  if (name === undefined) return [];
  const log = await openFunctionLog(target, functions.get(name) ?? name);
  const lines: string[] = [];
  for await (const event of readLog(log, { sinceMs, errorsOnly: true })) {
    const line = logLine(event, timeZone);
    if (line !== undefined) lines.push(`  ${line}`);
    if (lines.length > SHOWN_LINES) lines.shift();
  }
  log.logs.destroy();
  const whole = commandLine(`logs ${name}`, target);
  const heading =
    lines.length === 0
      ? `The log of ${name} has no errors yet. The whole log: ${whole}\n`
      : `The last errors in the log of ${name} (times in ${timeZone}; the whole log: ${whole}):\n`;
  return [heading, ...lines];
};

/**
 * Why an execution failed, in whole lines: the state, its error and the last errors in the function's log. If any of it
 * cannot be read, one line says why instead.
 */
export const failureReport = async (
  states: SFNClient,
  { executionArn }: Execution,
  { target, timeZone }: { readonly target: StackTarget; readonly timeZone: string },
): Promise<readonly string[]> => {
  try {
    const history = await new HistoryReader(states, executionArn).readNew();
    const call = lastFailedCall(history);
    if (call === undefined) return [];
    const sinceMs = history[0]?.timestamp?.getTime() ?? 0;
    const failed = `The state "${call.state}" failed: ${failureText(call)}\n`;
    return [failed, ...(await logText(call, target, { sinceMs, timeZone }))];
  } catch (error) {
    return [`The reason for the failure could not be read: ${oneLine(error)}\n`];
  }
};
