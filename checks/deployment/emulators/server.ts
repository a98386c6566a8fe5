import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CheckFailed } from '../tools/check.ts';
import { type ProgramStart, type RunningProgram, startProgram } from '../tools/run-command.ts';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 200;

/** A program that answers HTTP on a port of 127.0.0.1. */
export interface Server extends RunningProgram {
  readonly url: string;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

/** Whether anything at all answers at `url`. */
export const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

const untilAnswering = async (url: string, program: RunningProgram, signal: AbortSignal): Promise<void> => {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    signal.throwIfAborted();
    if (Date.now() > deadline)
      throw new CheckFailed(`${url} does not answer after ${START_TIMEOUT_MS / 1000} s: ${program.output()}`);
    await Promise.race([sleep(POLL_MS), program.failure]);
  }
};

/**
 * Starts a server on a free port and waits until it answers, with whatever status. @throws {CheckFailed} after a minute
 */
export const startServer = async (
  start: (port: number) => ProgramStart,
  { protocol, healthPath, signal }: { protocol: 'http' | 'https'; healthPath: string; signal: AbortSignal },
): Promise<Server> => {
  const port = await freePort();
  const program = startProgram(start(port));
  const url = `${protocol}://127.0.0.1:${port}`;
  try {
    await untilAnswering(`${url}${healthPath}`, program, signal);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return { ...program, url };
};
