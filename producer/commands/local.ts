import { resolve } from 'node:path';
import type { Command } from 'commander';
import { PROJECT_ASSEMBLY, runLocalCloud, synthesize } from '../local-cloud/local-cloud.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { addExamples, portNumber } from './command-options.ts';

interface LocalOptions {
  readonly port: number;
  readonly data?: string;
  readonly faults?: string;
}

const local = async ({ port, data, faults }: LocalOptions): Promise<void> => {
  const interrupt = onInterrupt();
  process.stderr.write('Synthesizing the stack…\n');
  await synthesize(PROJECT_ASSEMBLY, interrupt.signal);
  interrupt.release();
  const dataArgs = data === undefined ? [] : ['--data', resolve(data)];
  const faultsArgs = faults === undefined ? [] : ['--faults', resolve(faults)];
  process.exitCode = await runLocalCloud([
    '--assembly',
    PROJECT_ASSEMBLY,
    '--port',
    String(port),
    ...dataArgs,
    ...faultsArgs,
  ]);
};

/** Adds `tripstream local`. */
export const addLocalCommand = (program: Command): void => {
  const command = program
    .command('local')
    .description('run the whole stack on this machine until Ctrl-C')
    .option('--port <n>', 'port on 127.0.0.1', portNumber, 4566)
    .option('--data <dir>', 'keep the data in this folder, and go on from what it holds')
    .option('--faults <file>', 'make requests, invocations and deliveries fail as the JSON file says')
    .action(local);
  addExamples(command, ['local', 'local --port 4567 --data ./.tripstream']);
};
