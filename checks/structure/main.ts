/**
 * `npm run structure`: how many of our own files each Lambda function loads, how many files each folder has, and which
 * folders import each other in a circle. Exits with 1 if a limit is exceeded.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PROJECT_ROOT, workingTreeFiles } from '../working-tree.ts';
import { folderCircles, folderGraph } from './folder-graph.ts';
import { importClosure } from './import-closure.ts';

/** If you raise one, say why in docs/decisions.md. */
const MOST_FILES_OF_AN_INTAKE = 18;
const MOST_FILES_TO_THE_METRICS = 28;
const MOST_FILES_OF_A_FOLDER = 15;
const ROOMS_WITHOUT_CIRCLES = ['functions', 'producer', 'console', 'local', 'infra'];

const INTAKE = ['record-trip-start', 'record-trip-end'];
const STREAM_TO_METRICS = ['record-trip-start', 'plan-kpi-run', 'aggregate-partition', 'publish-metrics'];

interface Count {
  readonly what: string;
  readonly files: number;
  readonly limit?: number;
}

const row = ({ what, files, limit }: Count): string => {
  const crossed = limit !== undefined && files > limit;
  return `${String(files).padStart(5)}  ${String(limit ?? '').padStart(5)}  ${what}${crossed ? '  << too many' : ''}`;
};

const printCounts = (title: string, counts: readonly Count[]): boolean => {
  console.log(`${title}\nfiles  limit`);
  for (const count of counts) console.log(row(count));
  console.log();
  return counts.every(({ files, limit }) => limit === undefined || files <= limit);
};

/** What each Lambda function loads at run time, and the path of an event from its stream to the metrics. */
const closureCounts = async (files: readonly string[]): Promise<readonly Count[]> => {
  const entries = files.filter((file) => file.startsWith('functions/') && file.endsWith('.lambda.ts'));
  const closures = new Map<string, readonly string[]>();
  for (const entry of entries) closures.set(basename(entry, '.lambda.ts'), await importClosure(entry));
  const missing = STREAM_TO_METRICS.find((name) => !closures.has(name));
  if (missing !== undefined) throw new Error(`functions/ has no ${missing}.lambda.ts`);
  return [
    ...[...closures].map(([what, { length }]) => ({
      what,
      files: length,
      ...(INTAKE.includes(what) ? { limit: MOST_FILES_OF_AN_INTAKE } : {}),
    })),
    {
      what: `from stream to metrics: ${STREAM_TO_METRICS.join(', ')}`,
      files: new Set(STREAM_TO_METRICS.flatMap((name) => closures.get(name) ?? [])).size,
      limit: MOST_FILES_TO_THE_METRICS,
    },
  ];
};

const folderCounts = (files: readonly string[]): readonly Count[] =>
  Object.entries(Object.groupBy(files, (file) => dirname(file)))
    .map(([what, members = []]) => ({
      what,
      files: members.length,
      ...(what.split('/')[0] === 'test' ? {} : { limit: MOST_FILES_OF_A_FOLDER }),
    }))
    .toSorted((a, b) => b.files - a.files);

const circlesIn = (files: readonly string[]): readonly string[][] => {
  const sources = files
    .filter(
      (path) =>
        /\.m?tsx?$/.test(path) &&
        !path.includes('/generated/') &&
        ROOMS_WITHOUT_CIRCLES.includes(path.split('/')[0] ?? ''),
    )
    .map((path) => ({ path, text: readFileSync(join(PROJECT_ROOT, path), 'utf8') }));
  return folderCircles(folderGraph(sources));
};

const files = workingTreeFiles();
const closuresFit = printCounts('Own files that run, by Lambda function', await closureCounts(files));
const foldersFit = printCounts('Files at one level of a folder', folderCounts(files));
const circles = circlesIn(files);
console.log(`Circles between folders of ${ROOMS_WITHOUT_CIRCLES.join(', ')}: ${circles.length}`);
for (const circle of circles) console.log(`  ${circle.join(' ⇄ ')}`);
process.exitCode = closuresFit && foldersFit && circles.length === 0 ? 0 : 1;
