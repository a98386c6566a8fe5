import { isatty } from 'node:tty';
import type { Command } from 'commander';
import { type ConsoleProcessOptions, consoleText, startConsoleProcess } from '../console/console-process.ts';
import { openBrowser } from '../console/open-browser.ts';
import { CommandError } from '../terminal/command-error.ts';
import { interruptible, untilAborted } from '../terminal/interrupt.ts';
import { writeError, writeOut } from '../terminal/output.ts';
import { addStackCommand, CONSOLE_PORT_DEFAULT, portNumber } from './command-options.ts';

const STDOUT = 1;

interface ConsoleCommandOptions extends ConsoleProcessOptions {
  readonly open: boolean;
}

const serve = ({ open, ...options }: ConsoleCommandOptions): Promise<void> =>
  interruptible(async (signal) => {
    const { address, ended, stop } = await startConsoleProcess(options);
    writeOut(`${consoleText({ address })}Press Ctrl-C to stop.\n`);
    if (open && isatty(STDOUT)) openBrowser(address);
    await Promise.race([untilAborted(signal), ended]);
    if (!signal.aborted) throw new CommandError('the console has ended: its last output is above');
    await stop();
    writeError('The console has stopped.\n');
  });

export const addConsoleCommand = (program: Command): void => {
  addStackCommand(program, 'console', {
    description: 'open a web page that shows the pipeline, its runs and its days, until Ctrl-C',
    note: 'It uses your own credentials. Against AWS it is read-only unless you give --allow-writes; outside the dev stage,\neach change then asks you to type the name of the stage. Only this machine can reach the page.',
    examples: [
      'console --endpoint http://127.0.0.1:4566',
      'console --stage prod --region eu-west-1 --profile analytics',
      'console --stage prod --allow-writes --port 8080 --no-open',
    ],
  })
    .option('--port <n>', `port on 127.0.0.1 (default: ${CONSOLE_PORT_DEFAULT})`, portNumber)
    .option('--allow-writes', 'let the page start, stop and repair things in AWS')
    .option('--no-open', 'print the address without opening a browser')
    .action(serve);
};
