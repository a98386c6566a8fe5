#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { addHelp, addLoaded, type LoadedCommands } from './commands/command-options.ts';
import { reportError, reportOutput } from './terminal/command-error.ts';
import { guardOutput, outputSettled, writeError, writeOut } from './terminal/output.ts';
import { setQuiet } from './terminal/print.ts';
import { refuseWrongValues } from './terminal/single-values.ts';

/** In the order in which --help lists them. */
const COMMANDS: LoadedCommands = {
  demo: async () => (await import('./commands/demo.ts')).addDemoCommand,
  local: async () => (await import('./commands/local.ts')).addLocalCommand,
  console: async () => (await import('./commands/console.ts')).addConsoleCommand,
  produce: async () => (await import('./commands/produce.ts')).addProduceCommand,
  status: async () => (await import('./commands/status.ts')).addStatusCommand,
  logs: async () => (await import('./commands/logs.ts')).addLogsCommand,
  kpi: async () => (await import('./commands/kpi/kpi.ts')).addKpiCommand,
  audit: async () => (await import('./commands/audit.ts')).addAuditCommand,
  trip: async () => (await import('./commands/trip.ts')).addTripCommand,
  quarantine: async () => (await import('./commands/quarantine/quarantine.ts')).addQuarantineCommand,
  redrive: async () => (await import('./commands/redrive.ts')).addRedriveCommand,
};

const usageLine = (text: string): string =>
  `${text
    .trim()
    .replace(/^error: /, 'tripstream: ')
    .replace(/\s*\n\s*/g, ' ')}\n`;

/** The program with all its commands, or only with those that these words need. */
export const tripstreamProgram = async (words: readonly string[] = []): Promise<Command> => {
  const program = new Command('tripstream')
    .version(packageJson.version)
    .description('Trip analytics that loses nothing, down to the last decimal.')
    .exitOverride()
    .configureOutput({
      writeOut,
      writeErr: writeError,
      outputError: (text) => writeError(usageLine(text)),
    });

  // Commands made with program.command() inherit what is set above.
  if (!/^(-V|--version)$/.test(words[0] ?? '')) await addLoaded(program, COMMANDS, words);
  addHelp(program, {
    examples: [
      'demo',
      'local',
      'console --endpoint http://127.0.0.1:4566',
      'produce --endpoint http://127.0.0.1:4566',
      'status --stage prod',
      'kpi run --from 2024-05-01 --to 2024-05-31 --stage prod',
      'kpi history --date 2024-05-25',
      'audit --date 2024-05-25 --stage prod',
      'trip show 87b7ae24d1',
    ],
  });

  refuseWrongValues(program);
  program.hook('preAction', (_program, command) => {
    setQuiet(command.opts().json === true);
  });
  return program;
};

/** Runs one command line. Returns an exit code if it failed or had nothing to do: a mistake, --help or --version. */
export const runCommandLine = async (args: readonly string[]): Promise<number | undefined> => {
  try {
    const program = await tripstreamProgram(args);
    await program.parseAsync(args, { from: 'user' });
    await outputSettled();
    return undefined;
  } catch (error) {
    await outputSettled();
    // Commander has printed its own line already; help and --version end with its exit code 0.
    if (error instanceof CommanderError) return Math.min(2, error.exitCode * 2) || reportOutput();
    return reportError(error);
  }
};

const main = async (): Promise<void> => {
  guardOutput();
  const exitCode = await runCommandLine(process.argv.slice(2));
  // A failed command may leave requests and timers that nobody waits for.
  if (exitCode !== undefined) process.exit(exitCode);
  process.exitCode ??= reportOutput();
};

if (import.meta.main) await main();
