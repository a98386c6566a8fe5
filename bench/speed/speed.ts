import { parseArgs } from 'node:util';
import { type Comparison, compared, ROUNDS } from './compared.ts';
import { domainComparisons } from './domain.ts';
import { intakeComparison } from './intake.ts';
import { peerComparisons } from './peers.ts';
import { startComparisons } from './starts.ts';

const HELP = `Usage: npm run bench [-- --json]

Compares the time that the pipeline's own code takes with the least that the same work could take, on this machine and
in the same run. Quote the ratios; the times say little about another machine.

  --json  the same as JSON; "ours" is in microseconds per item
`;

const LEGEND = `
ratio     the time of this project's code over that of the baseline, the least that does such work: 1.00 would be free.
          The median of ${ROUNDS} rounds in which both took turns; the figure to quote.
µs each   what an item (an event, a fare, a record) took this project's code; says little about another machine.
`;

const row = (work: string, ratio: string, each: string, baseline: string): string =>
  `${work.padEnd(40)} ${ratio.padStart(7)} ${each.padStart(9)}  ${baseline}\n`;

const table = (comparisons: readonly Comparison[]): string =>
  [
    row('work', 'ratio', 'µs each', 'baseline'),
    ...comparisons.map(({ name, baseline, ratio, ours }) =>
      row(name, ratio.toFixed(2), ours.toFixed(1), baseline),
    ),
    LEGEND,
  ].join('');

const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(HELP);
} else {
  const comparisons = [
    ...(await compared(domainComparisons())),
    ...(await compared(peerComparisons())),
    ...(await compared([await intakeComparison()])),
    ...(await compared(startComparisons())),
  ];
  process.stdout.write(values.json ? `${JSON.stringify(comparisons)}\n` : table(comparisons));
}
