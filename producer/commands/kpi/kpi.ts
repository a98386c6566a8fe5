import type { Command } from 'commander';
import { addCommand, addLoaded, type LoadedCommands } from '../command-options.ts';

/** In the order in which --help lists them. */
const COMMANDS: LoadedCommands = {
  run: async () => (await import('./kpi-run.ts')).addKpiRunCommand,
  show: async () => (await import('./kpi-show.ts')).addKpiShowCommand,
  export: async () => (await import('./kpi-export.ts')).addKpiExportCommand,
  history: async () => (await import('./kpi-history.ts')).addKpiHistoryCommand,
  diff: async () => (await import('./kpi-diff.ts')).addKpiDiffCommand,
};

export const addKpiCommand = async (program: Command, words: readonly string[]): Promise<void> => {
  const kpi = addCommand(program, 'kpi', {
    description: 'compute, show or export daily metrics',
    examples: [
      'kpi run --date 2024-05-25',
      'kpi run --from 2024-05-01 --to 2024-05-31',
      'kpi show --date 2024-05-25',
      'kpi export --from 2024-05-01 --to 2024-05-31 --out may.csv',
      'kpi history --date 2024-05-25',
      'kpi diff --date 2024-05-25',
    ],
  });
  await addLoaded(kpi, COMMANDS, words);
};
