import type { Mutant } from './mutant.ts';
import { CONSOLE_MUTANTS } from './mutants-of-console.ts';
import { INFRA_MUTANTS } from './mutants-of-infra.ts';
import { INTAKE_MUTANTS } from './mutants-of-intake.ts';
import { LOCAL_MUTANTS } from './mutants-of-local.ts';
import { PRODUCER_MUTANTS } from './mutants-of-producer.ts';
import { RUN_MUTANTS } from './mutants-of-runs.ts';
import { TRIP_MUTANTS } from './mutants-of-trips.ts';

/** Faults that no mutation operator makes: in the template, in a state machine, in the design. */
export const MUTANTS: readonly Mutant[] = [
  ...TRIP_MUTANTS,
  ...INTAKE_MUTANTS,
  ...RUN_MUTANTS,
  ...INFRA_MUTANTS,
  ...LOCAL_MUTANTS,
  ...PRODUCER_MUTANTS,
  ...CONSOLE_MUTANTS,
];
