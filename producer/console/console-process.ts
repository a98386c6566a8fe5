import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { textOf } from '../stack/json-field.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { CommandError } from '../terminal/command-error.ts';
import { passOn, writeError } from '../terminal/output.ts';

/** They trade a little speed for less memory; `npm run bench:console` measures both. */
const EXEC_ARGUMENTS = ['--max-semi-space-size=1', '--optimize-for-size'];

const CONSOLE_MAIN = fileURLToPath(new URL('../../console/main.ts', import.meta.url));

export interface ConsoleProcessOptions extends StackTarget {
  /** 0 for any free port. @default the usual port or, if that is taken, a free one */
  readonly port?: number | undefined;
  readonly allowWrites?: boolean | undefined;
}

/** A web console that runs as a child process for as long as this process does. */
export interface ConsoleProcess {
  readonly pid: number | undefined;
  /** The URL to open in a browser. Whoever has it may use the console. */
  readonly address: string;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a console and waits until it answers. @throws {CommandError} if it does not start; stderr then says why */
export const startConsoleProcess = async (options: ConsoleProcessOptions): Promise<ConsoleProcess> => {
  // Its own process group: Ctrl-C reaches only this process, which then stops the console.
  const child = fork(CONSOLE_MAIN, [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: EXEC_ARGUMENTS,
    detached: true,
  });
  const printed = passOn(child.stderr, writeError);
  const ended = once(child, 'exit').then(() => printed);
  const failed = ended.then((): never => {
    throw new CommandError('the console did not start');
  });
  failed.catch(() => undefined);
  const [message]: unknown[] = await Promise.race([once(child, 'message'), failed]);
  const address = textOf(message, 'address');
  if (address === undefined)
    throw new Error(`the console said ${JSON.stringify(message)} instead of its address`);
  return {
    pid: child.pid,
    address,
    ended,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};

/** What to print once a console runs. The address comes last. */
export const consoleText = ({ address }: Pick<ConsoleProcess, 'address'>): string =>
  `The console is open to whoever has this address:\n  ${address}\n`;
