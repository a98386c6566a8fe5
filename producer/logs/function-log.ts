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
  /** Only what says that something failed. */
  readonly errorsOnly: boolean;
}

/**
 * Any of these words: the levels of a function's own lines, and how Lambda says that an invocation ended badly, in its
 * JSON and in its text form. https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
const ERRORS = [
  '?ERROR',
  '?CRITICAL',
  '?"Task timed out"',
  '?"Runtime exited"',
  '?"\\"status\\":\\"timeout\\""',
  '?"\\"status\\":\\"error\\""',
].join(' ');

/** Lines may be written with an older time than others before them, and come late: so far back a follower looks again. */
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

/** The lines since a moment, the oldest first. A function that was never invoked may have no group yet, and no lines. */
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

/** As `readLog`, and then what is written, until `stop` is aborted. */
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
