import { CommandFailed } from './run-command.ts';

/** What a step found, in a few words, or why it was skipped. */
export type StepResult = string | { readonly skipped: string };

/** Steps build on one another: after a failure, the rest of the chain is skipped. */
export interface Step {
  readonly name: string;
  run(): Promise<StepResult>;
}

export interface Tally {
  passed: number;
  failed: number;
}

const seconds = (startedAt: number): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

const reportFailure = (name: string, error: unknown): void => {
  const output = error instanceof CommandFailed ? error.output.trimEnd() : '';
  if (output !== '') console.log(output.replace(/^/gm, '    | '));
  const isCheck = Error.isError(error) && ['CheckFailed', 'CommandFailed'].includes(error.name);
  console.log(
    `!!! ${name} failed: ${Error.isError(error) ? (isCheck ? error.message : error.stack) : String(error)}`,
  );
};

/**
 * Runs a chain of steps up to the first that fails, and counts them in `tally`. @throws the signal's reason once it is
 * aborted
 */
export const runSteps = async (steps: readonly Step[], tally: Tally, signal: AbortSignal): Promise<void> => {
  for (const [index, { name, run }] of steps.entries()) {
    const startedAt = performance.now();
    console.log(`=== ${name}`);
    try {
      const result = await run();
      signal.throwIfAborted();
      if (typeof result === 'string') {
        tally.passed += 1;
        console.log(`    ${seconds(startedAt)}: ${result}`);
      } else {
        console.log(`    skipped: ${result.skipped}`);
      }
    } catch (error) {
      signal.throwIfAborted();
      tally.failed += 1;
      reportFailure(name, error);
      const unreached = steps.slice(index + 1).map((step) => step.name);
      if (unreached.length > 0) console.log(`    not reached: ${unreached.join('; ')}`);
      return;
    }
  }
};
