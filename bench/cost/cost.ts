import * as reports from './report.ts';
import { volumeCommand } from './volume-command.ts';

const USAGE = `Usage: npm run cost -- --trips-per-day N [--peak-factor N] [--json]

What Tripstream costs on AWS, per month and per million trips, at the size that -c tripsPerDay=N sets. docs/cost.md
lists the assumptions.

  --trips-per-day N  trips that start and end on a day
  --peak-factor N    the busiest second's rate divided by the day's mean rate (default: 3)
  --json             the bills as JSON, dollars unrounded (npm run --silent keeps npm's own lines out)
  --markdown         the generated section of docs/cost.md, and nothing else; takes no other option
  --help             this text
`;

export const cost = volumeCommand('cost', USAGE, reports);

if (import.meta.main) cost(process.argv.slice(2));
