import * as reports from './report.ts';
import { volumeCommand } from './volume-command.ts';

const USAGE = `Usage: npm run cost -- --trips-per-day N [--peak-factor N] [--json]

What Tripstream costs on AWS, per month and per million trips, in the size that -c tripsPerDay=N gives it;
docs/cost.md has the assumptions.

  --trips-per-day N  trips that start and end on a day
  --peak-factor N    the busiest second's rate over the day's mean (default: 3)
  --json             the bills as JSON, dollars unrounded (npm run --silent keeps npm's own lines out)
  --markdown         the generated section of docs/cost.md, and nothing else; takes no other option
  --help             this text
`;

export const cost = volumeCommand('cost', USAGE, reports);

if (import.meta.main) cost(process.argv.slice(2));
