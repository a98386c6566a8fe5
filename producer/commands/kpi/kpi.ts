import type { Command } from 'commander';
import { addCommand } from '../command-options.ts';
import { addKpiDiffCommand } from './kpi-diff.ts';
import { addKpiExportCommand } from './kpi-export.ts';
import { addKpiHistoryCommand } from './kpi-history.ts';
import { addKpiRunCommand } from './kpi-run.ts';
import { addKpiShowCommand } from './kpi-show.ts';

/** Adds `tripstream kpi` and the commands below it. */
export const addKpiCommand = (program: Command): void => {
  const kpi = addCommand(program, 'kpi', {
    description: 'compute, show or export the metrics of days',
    examples: [
      'kpi run --date 2024-05-25',
      'kpi run --from 2024-05-01 --to 2024-05-31',
      'kpi show --date 2024-05-25',
      'kpi export --from 2024-05-01 --to 2024-05-31 --out may.csv',
      'kpi history --date 2024-05-25',
      'kpi diff --date 2024-05-25',
    ],
  });
  addKpiRunCommand(kpi);
  addKpiShowCommand(kpi);
  addKpiExportCommand(kpi);
  addKpiHistoryCommand(kpi);
  addKpiDiffCommand(kpi);
};
