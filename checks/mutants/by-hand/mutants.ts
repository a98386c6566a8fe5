import type { Mutant } from './mutant.ts';
import { AUDIT_MUTANTS } from './mutants-of-audit.ts';
import { DOMAIN_MUTANTS } from './mutants-of-domain.ts';
import { INFRA_MUTANTS } from './mutants-of-infra.ts';
import { INTAKE_MUTANTS } from './mutants-of-intake.ts';
import { KPI_RUN_MUTANTS } from './mutants-of-kpi-run.ts';
import { LOCAL_MUTANTS } from './mutants-of-local.ts';
import { PRODUCER_MUTANTS } from './mutants-of-producer.ts';
import { RECOVERY_MUTANTS } from './mutants-of-recovery.ts';
import { TRIP_TABLE_MUTANTS } from './mutants-of-trip-table.ts';

export const MUTANTS: readonly Mutant[] = [
  ...DOMAIN_MUTANTS,
  ...INTAKE_MUTANTS,
  ...TRIP_TABLE_MUTANTS,
  ...KPI_RUN_MUTANTS,
  ...AUDIT_MUTANTS,
  ...INFRA_MUTANTS,
  ...LOCAL_MUTANTS,
  ...PRODUCER_MUTANTS,
  ...RECOVERY_MUTANTS,
];
