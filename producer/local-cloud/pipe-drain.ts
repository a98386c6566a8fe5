import { setTimeout as sleep } from 'node:timers/promises';
import { fieldOf, jsonOf } from '../stack/json-field.ts';
import { CommandError } from '../terminal/command-error.ts';

const POLL_MS = 250;
const ANSWER_WITHIN_MS = 30_000;

/** What a local cloud says about a pipe. */
export interface PipeStatus {
  readonly name: string;
  readonly streamName: string;
  readonly state: string;
  /** 0 if everything that was put before the request is delivered. */
  readonly recordsBehind: number;
  readonly inFlight: number;
  /** Invocations so far. */
  readonly deliveries: number;
  readonly records: number;
  readonly lastError?: string;
}

const FIELDS = ['name', 'streamName', 'state', 'recordsBehind', 'inFlight', 'deliveries', 'records'];

const isPipeStatus = (value: unknown): value is PipeStatus =>
  FIELDS.every((name) => fieldOf(value, name) !== undefined);

/** @throws {CommandError} if the cloud does not answer; records that a stream has taken stay in it */
const askForPipes = async (url: string, signal?: AbortSignal): Promise<unknown> => {
  try {
    const timeout = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const inTime = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const response = await fetch(new URL('/_local/pipes', url), { signal: inTime, redirect: 'manual' });
    const body = jsonOf(await response.text());
    return response.ok ? body : undefined;
  } catch (error) {
    if (Error.isError(error) && error.name === 'TimeoutError') {
      throw new CommandError(
        `the local cloud at ${url} did not answer within ${ANSWER_WITHIN_MS / 1_000} s: is it still running?`,
      );
    }
    // fetch throws a TypeError for every failure of the network.
    if (!(error instanceof Error) || error.name !== 'TypeError') throw error;
    throw new CommandError(
      `the local cloud at ${url} can no longer be reached: it will record what it has taken once it runs again with the same --data`,
    );
  }
};

/**
 * The state of the pipes at `url`; undefined if it is not a local cloud.
 * @throws {CommandError} if the cloud is gone
 */
export const readPipes = async (
  url: string,
  signal?: AbortSignal,
): Promise<readonly PipeStatus[] | undefined> => {
  const body = await askForPipes(url, signal);
  const pipes = fieldOf(body, 'pipes');
  if (!Array.isArray(pipes)) return undefined;
  if (!pipes.every(isPipeStatus)) {
    throw new Error(`the local cloud described its pipes as ${JSON.stringify(body)}`);
  }
  return pipes;
};

/** Whether everything is delivered. @throws {CommandError} if a pipe is not running, and so would never finish */
export const areDrained = (pipes: readonly PipeStatus[]): boolean => {
  const stopped = pipes.find(({ state }) => state !== 'RUNNING');
  if (stopped !== undefined) {
    const reason = stopped.lastError ?? 'no reason is given';
    throw new CommandError(`the pipe ${stopped.name} is ${stopped.state}: ${reason}`);
  }
  return pipes.every(({ recordsBehind, inFlight }) => recordsBehind === 0 && inFlight === 0);
};

/** Waits until everything is delivered. @throws {CommandError} as {@link areDrained}, and if the cloud is gone */
export const waitUntilDrained = async (
  url: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress?: (deliveredRecords: number) => void },
): Promise<void> => {
  for (;;) {
    const pipes = await readPipes(url, signal);
    if (pipes === undefined) {
      throw new CommandError(`${url} does not say how far its pipes are: it is not a local cloud`);
    }
    onProgress?.(pipes.reduce((sum, { records }) => sum + records, 0));
    if (areDrained(pipes)) return;
    await sleep(POLL_MS, undefined, { signal });
  }
};
