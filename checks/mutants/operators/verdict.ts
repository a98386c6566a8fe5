import type { ExplainedSurvivor } from './explained-survivors.ts';

/** One of Stryker's mutants and its fate. */
export interface OperatorMutant {
  readonly file: string;
  readonly line: number;
  /** Stryker's name for the kind of change. */
  readonly mutator: string;
  /** The code that is replaced, on one line. */
  readonly code: string;
  readonly replacement: string;
  /** `unrunnable`: Jest itself failed, so the tests said nothing. */
  readonly outcome: 'killed' | 'survived' | 'unrunnable';
}

export interface SliceVerdict {
  readonly killed: number;
  /** Survivors that the list explains. */
  readonly explained: readonly OperatorMutant[];
  readonly unexplained: readonly OperatorMutant[];
  readonly unrunnable: readonly OperatorMutant[];
  /** Explanations for mutated files that match no survivor any more. */
  readonly stale: readonly ExplainedSurvivor[];
}

const isCode = (code: string, pattern: string): boolean =>
  pattern.endsWith('…') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;

const explains = (
  { file, code, replacement }: ExplainedSurvivor,
  mutant: Pick<OperatorMutant, 'file' | 'code' | 'replacement'>,
): boolean =>
  file === mutant.file &&
  isCode(mutant.code, code) &&
  (replacement === undefined || replacement === mutant.replacement);

export const judgeSlice = (
  mutants: readonly OperatorMutant[],
  explanations: readonly ExplainedSurvivor[],
): SliceVerdict => {
  const survivors = mutants.filter(({ outcome }) => outcome === 'survived');
  const isExplained = (mutant: OperatorMutant): boolean => explanations.some((one) => explains(one, mutant));
  return {
    killed: mutants.filter(({ outcome }) => outcome === 'killed').length,
    explained: survivors.filter(isExplained),
    unexplained: survivors.filter((mutant) => !isExplained(mutant)),
    unrunnable: mutants.filter(({ outcome }) => outcome === 'unrunnable'),
    stale: explanations.filter(
      (one) =>
        mutants.some(({ file }) => file === one.file) && !survivors.some((mutant) => explains(one, mutant)),
    ),
  };
};
