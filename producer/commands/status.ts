import type { Command } from 'commander';
import { findingsOf, verdictOf } from '../status/findings.ts';
import type { PipelineStatus, Verdict } from '../status/pipeline-status.ts';
import { readStatus } from '../status/read-status.ts';
import { statusText } from '../status/status-text.ts';
import { CommandError, oneLine } from '../terminal/command-error.ts';
import { printResult } from '../terminal/print.ts';
import { addStackCommand, type StackCommandOptions } from './command-options.ts';

const EXIT_CODES: Readonly<Record<Verdict, number>> = { healthy: 0, 'not healthy': 1, unknown: 2 };

/** @throws {CommandError} with the exit code for `unknown` */
const read = async (options: StackCommandOptions): Promise<PipelineStatus> => {
  try {
    return await readStatus(options);
  } catch (error) {
    throw new CommandError(oneLine(error), { exitCode: EXIT_CODES.unknown, cause: error });
  }
};

const status = async (options: StackCommandOptions): Promise<void> => {
  const found = await read(options);
  const findings = findingsOf(found, options);
  const verdict = verdictOf(found, findings);
  printResult(options, { verdict, ...found, findings }, statusText(found, findings));
  process.exitCode = EXIT_CODES[verdict];
};

export const addStatusCommand = (program: Command): void => {
  addStackCommand(program, 'status', {
    description: 'show on one screen whether the pipeline is healthy, late, or waiting for someone to act',
    note: 'Exit code: 0 healthy, 1 not healthy, 2 unknown, because something could not be read.',
    examples: [
      'status --endpoint http://127.0.0.1:4566',
      'status --stage prod --region eu-central-1 --profile analytics',
      'status --stage prod --json',
    ],
  })
    .option('--json', 'print it as JSON, with times in UTC')
    .action(status);
};
