import type { Command } from 'commander';
import { type ConsoleProcess, consoleText, startConsoleProcess } from '../console/console-process.ts';
import { runLocalCloud } from '../local-cloud/local-cloud.ts';
import { PROJECT_ASSEMBLY, synthesize } from '../local-cloud/synthesize.ts';
import { oneLine } from '../terminal/command-error.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { writeError, writeOut } from '../terminal/output.ts';
import { addCommand, CONSOLE_PORT_DEFAULT, portNumber } from './command-options.ts';

interface LocalOptions {
  readonly port: number;
  readonly data?: string;
  readonly faults?: string;
  readonly console: boolean;
  readonly consolePort?: number;
}

/** Starts the console of the cloud at `endpoint`. If that fails, the cloud keeps running. */
const openConsole = async (
  endpoint: string,
  port: number | undefined,
): Promise<ConsoleProcess | undefined> => {
  try {
    const console = await startConsoleProcess({ endpoint, port });
    writeOut(`\n${consoleText(console)}`);
    return console;
  } catch (error) {
    writeError(`${oneLine(error)}; the local cloud keeps running\n`);
    return undefined;
  }
};

const local = async (options: LocalOptions): Promise<void> => {
  const { port, data: dataDir, faults: faultsFile, console: wantsConsole, consolePort } = options;
  writeError('Synthesizing the stack…\n');
  const assembled = interruptible((stop) => synthesize(PROJECT_ASSEMBLY, stop));
  let opening: ReturnType<typeof openConsole> | undefined;
  const onReady = (url: string): void => {
    if (wantsConsole) opening = openConsole(url, consolePort);
  };
  const cloud = { assemblyDir: PROJECT_ASSEMBLY, assembled, port, dataDir, faultsFile };
  const exitCode = await runLocalCloud(cloud, onReady);
  if (exitCode !== 0) process.exitCode = exitCode;
  await (await opening)?.stop();
};

export const addLocalCommand = (program: Command): void => {
  addCommand(program, 'local', {
    description: 'run the whole stack and its web console on this machine until Ctrl-C',
    examples: ['local', 'local --port 4567 --data ./.tripstream'],
  })
    .option('--port <n>', 'port on 127.0.0.1', portNumber, 4566)
    .option('--data <dir>', 'keep the data in this folder, and resume from it')
    .option('--faults <file>', 'inject the faults that this JSON file describes')
    .option('--console-port <n>', `port of the console (default: ${CONSOLE_PORT_DEFAULT})`, portNumber)
    .option('--no-console', 'do not start the console')
    .action(local);
};
