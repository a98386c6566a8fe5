import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Comparison, compared, ROUNDS } from './compared.ts';
import { domainComparisons } from './domain.ts';
import { intakeComparison } from './intake.ts';
import { peerComparisons } from './peers.ts';
import { startComparisons } from './starts.ts';

const HELP = `Usage: npm run bench [-- --json | --write]

Compares the time that the pipeline's own code takes with the least that the same work could take, on this machine and
in the same run. Quote the ratios; the times say little about another machine.

  --json   the same as JSON; "ours" is in microseconds per item
  --write  the same into docs/performance.md
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

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'performance.md');

const page = (comparisons: readonly Comparison[]): string => `# Performance

\`npm run bench -- --write\` measures these figures and writes this page. It ran on Node ${process.versions.node} with ${cpus().length} cores.

\`\`\`
${table(comparisons).trimEnd()}
\`\`\`

- **Handle a batch**: middy, the pipe middleware and our parser over 500 trip ends, with stores that do nothing.
  Powertools gets the same records in its own form, and a zod schema of the same fields. It does not check the calendar,
  does not bound decimals, and keeps the spelling of a decimal. Our parser does all three.
- **Record a batch**: the same with real UpdateItems, against bare ones of the SDK, in the local cloud's DynamoDB.
- **Start**: a process that loads a function's bundle and ends, against one with the DynamoDB client alone. It is not a
  cold start of Lambda, which was not measured: nothing here has run on AWS.
`;

const OPTIONS = { json: { type: 'boolean' }, write: { type: 'boolean' }, help: { type: 'boolean' } } as const;

const { values } = parseArgs({ options: OPTIONS });
if (values.help) {
  process.stdout.write(HELP);
} else {
  const comparisons = [
    ...(await compared(domainComparisons())),
    ...(await compared(peerComparisons())),
    ...(await compared([await intakeComparison()])),
    ...(await compared(startComparisons())),
  ];
  if (values.write) await writeFile(PAGE, page(comparisons));
  process.stdout.write(values.json ? `${JSON.stringify(comparisons)}\n` : table(comparisons));
}
