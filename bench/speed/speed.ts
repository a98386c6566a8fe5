import { parseArgs } from 'node:util';
import { type Comparison, compared } from './compared.ts';
import { domainComparisons } from './domain.ts';
import { intakeComparison } from './intake.ts';

const HELP = `Usage: npm run bench [-- --json]

Measures what the pipeline's own code costs, each time against the least that the same work could take on this machine in
the same run. Ratios are the figures to quote; times say little about another machine.
`;

const line = ({ name, baseline, ratio, ours }: Comparison): string =>
  `${name.padEnd(46)} ${ratio.toFixed(2).padStart(7)} x  ${baseline} (${ours.toFixed(1)} µs each)`;

const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(HELP);
} else {
  const comparisons = [
    ...(await compared(domainComparisons())),
    ...(await compared([await intakeComparison()])),
  ];
  process.stdout.write(
    values.json ? `${JSON.stringify(comparisons)}\n` : `${comparisons.map(line).join('\n')}\n`,
  );
}
