import { volumeCommand } from '../cost/volume-command.ts';
import * as reports from './report.ts';

const USAGE = `Usage: npm run capacity -- --trips-per-day N [--peak-factor N] [--json]

Forecasts a deployment of the size that -c tripsPerDay=N sets: its rates, an outage, the nightly run, a year.

  --trips-per-day N  trips that start and end on a day
  --peak-factor N    the busiest second's rate divided by the day's mean rate (default: 3)
  --json             the same as JSON, unrounded (npm run --silent keeps npm's own lines out)
  --markdown         the generated section of docs/capacity.md, and nothing else; takes no other option
  --help             this text
`;

export const capacity = volumeCommand('capacity', USAGE, reports);

if (import.meta.main) capacity(process.argv.slice(2));
