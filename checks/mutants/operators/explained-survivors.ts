/** A mutant that no test can or need notice. */
export interface ExplainedSurvivor {
  readonly file: string;
  /** How the code that the mutant replaces begins. */
  readonly code: string;
  /** What it is replaced by. @default anything */
  readonly replacement?: string;
  readonly why: string;
}

export const EXPLAINED_SURVIVORS: readonly ExplainedSurvivor[] = [];
