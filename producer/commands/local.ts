import type { Command } from 'commander';
import { PROJECT_ASSEMBLY, runLocalCloud, synthesize } from '../local-cloud/local-cloud.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { writeError } from '../terminal/output.ts';
import { addCommand, portNumber } from './command-options.ts';

interface LocalOptions {
  readonly port: number;
  readonly data?: string;
  readonly faults?: string;
}

const local = async ({ port, data: dataDir, faults: faultsFile }: LocalOptions): Promise<void> => {
  writeError('Synthesizing the stack…\n');
  await interruptible((stop) => synthesize(PROJECT_ASSEMBLY, stop));
  process.exitCode = await runLocalCloud({ assemblyDir: PROJECT_ASSEMBLY, port, dataDir, faultsFile });
};

/** Adds `tripstream local`. */
export const addLocalCommand = (program: Command): void => {
  addCommand(program, 'local', {
    description: 'run the whole stack on this machine until Ctrl-C',
    examples: ['local', 'local --port 4567 --data ./.tripstream'],
  })
    .option('--port <n>', 'port on 127.0.0.1', portNumber, 4566)
    .option('--data <dir>', 'keep the data in this folder, and resume from it')
    .option('--faults <file>', 'inject the faults that this JSON file describes')
    .action(local);
};
