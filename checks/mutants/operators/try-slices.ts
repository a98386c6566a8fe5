import { EXPLAINED_SURVIVORS } from './explained-survivors.ts';
import { runSlice, type SliceRunOptions } from './run-slice.ts';
import type { Slice } from './slices.ts';
import { judgeSlice, type OperatorMutant, type SliceVerdict } from './verdict.ts';

export interface TrySlicesOptions extends SliceRunOptions {
  readonly tell: (line: string) => void;
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`;

const lineOf = (what: string, { file, line, mutator, code, replacement }: OperatorMutant): string =>
  `${what.padEnd(10)} ${file}:${line} ${mutator}: ${code} → ${replacement || 'nothing'}`;

const linesOf = (name: string, verdict: SliceVerdict): string[] => {
  const { killed, explained, unexplained, unrunnable, stale } = verdict;
  const all = killed + explained.length + unexplained.length + unrunnable.length;
  return [
    ...explained.map((mutant) => lineOf('explained', mutant)),
    ...unexplained.map((mutant) => lineOf('SURVIVED', mutant)),
    ...unrunnable.map((mutant) => lineOf('unrunnable', mutant)),
    ...stale.map(
      ({ file, code }) => `stale      ${file}: no mutant of ${code} survives; delete its explanation`,
    ),
    `${name}: ${killed} of ${all} killed (${share(killed, all)}), ${explained.length} survivors explained`,
  ];
};

/** Runs Stryker on one slice after the other. */
export const trySlices = async (
  slices: readonly Slice[],
  { tell, ...options }: TrySlicesOptions,
): Promise<readonly SliceVerdict[]> => {
  const verdicts: SliceVerdict[] = [];
  for (const slice of slices) {
    const verdict = judgeSlice(await runSlice(slice, options), EXPLAINED_SURVIVORS);
    for (const line of linesOf(slice.name, verdict)) tell(line);
    verdicts.push(verdict);
  }
  return verdicts;
};
