#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { addAuditCommand } from './commands/audit.ts';
import { addHelp } from './commands/command-options.ts';
import { addConsoleCommand } from './commands/console.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addKpiCommand } from './commands/kpi/kpi.ts';
import { addLocalCommand } from './commands/local.ts';
import { addProduceCommand } from './commands/produce.ts';
import { addQuarantineCommand } from './commands/quarantine.ts';
import { addRedriveCommand } from './commands/redrive.ts';
import { addTripCommand } from './commands/trip.ts';
import { reportError } from './terminal/command-error.ts';

const program = new Command('tripstream')
  .version(packageJson.version)
  .description('Trip analytics that loses nothing, to the last decimal.')
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'tripstream: ')) });

// Commands made with program.command() inherit what is set above.
addDemoCommand(program);
addLocalCommand(program);
addConsoleCommand(program);
addProduceCommand(program);
addKpiCommand(program);
addAuditCommand(program);
addTripCommand(program);
addQuarantineCommand(program);
addRedriveCommand(program);
addHelp(program, {
  examples: [
    'demo',
    'local',
    'console --endpoint http://127.0.0.1:4566',
    'produce --endpoint http://127.0.0.1:4566',
    'kpi run --from 2024-05-01 --to 2024-05-31 --stage prod',
    'kpi history --date 2024-05-25',
    'audit --date 2024-05-25 --stage prod',
    'trip show 87b7ae24d1',
  ],
});

try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own line already; help and --version end with its exit code 0.
  const isUsage = error instanceof CommanderError;
  const exitCode = isUsage ? Math.min(2, error.exitCode * 2) : reportError(error);
  // A failed command may leave requests and timers behind that nobody waits for.
  process.exit(exitCode);
}
