import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  paginateFilterLogEvents,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';

export interface LogEvent {
  readonly id: string;
  readonly atMs: number;
  readonly message: string;
}

export interface FunctionLog {
  readonly logs: CloudWatchLogsClient;
  readonly logGroupName: string;
}

export interface LogRange {
  readonly sinceMs: number;
  /** Only lines that say that something failed. */
  readonly errorsOnly: boolean;
}

/**
 * Matches any of these: the error levels of a function's own lines, and what Lambda says about an invocation that
 * failed, in its JSON and its text format. https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
const ERRORS = [
  '?ERROR',
  '?CRITICAL',
  '?"Task timed out"',
  '?"Runtime exited"',
  '?"\\"status\\":\\"timeout\\""',
  '?"\\"status\\":\\"error\\""',
].join(' ');

/** A line may come late, with an older time than lines before it, so a follower always looks this far back again. */
const LATE_MS = 30_000;
const FOLLOW_EVERY_MS = 1_000;

/** The log of the function that Lambda calls `deployedName`. @throws the SDK's errors */
export const openFunctionLog = async (target: AwsTarget, deployedName: string): Promise<FunctionLog> => {
  const lambda = new LambdaClient(clientConfiguration(target));
  try {
    const { LoggingConfig } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: deployedName }),
    );
    return {
      logs: new CloudWatchLogsClient(clientConfiguration(target)),
      logGroupName: LoggingConfig?.LogGroup ?? `/aws/lambda/${deployedName}`,
    };
  } finally {
    lambda.destroy();
  }
};

/** The lines since a moment, oldest first; none if the function was never invoked and so has no log group yet. */
export async function* readLog(
  { logs, logGroupName }: FunctionLog,
  { sinceMs, errorsOnly }: LogRange,
): AsyncGenerator<LogEvent> {
  const asked = { logGroupName, startTime: sinceMs, ...(errorsOnly ? { filterPattern: ERRORS } : {}) };
  try {
    for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, asked)) {
      for (const { eventId = '', timestamp = 0, message = '' } of events)
        yield { id: eventId, atMs: timestamp, message };
    }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}

/** As `readLog`, and then every new line, until `stop` is aborted. */
export async function* followLog(
  log: FunctionLog,
  { sinceMs, errorsOnly }: LogRange,
  stop: AbortSignal,
): AsyncGenerator<LogEvent> {
  const given = new Map<string, number>();
  let fromMs = sinceMs;
  while (!stop.aborted) {
    for await (const event of readLog(log, { sinceMs: fromMs, errorsOnly })) {
      if (stop.aborted) return;
      if (given.has(event.id)) continue;
      given.set(event.id, event.atMs);
      yield event;
    }
    const newestMs = Math.max(fromMs, ...given.values());
    fromMs = Math.max(fromMs, newestMs - LATE_MS);
    for (const [id, atMs] of given) if (atMs < fromMs) given.delete(id);
    await sleep(FOLLOW_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
