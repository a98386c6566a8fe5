import type { RefusalKind } from '../contracts/parse-trip-event.ts';

/** What became of a batch, in numbers. */
export interface BatchSummary {
  readonly received: number;
  readonly stored: number;
  /** Handled without a write: a later record of the same half of the trip was there before. */
  readonly superseded: number;
  readonly quarantined: number;
  readonly failed: number;
  /** Of the stored ones: those of completed trips of a day that should have been summed before. */
  readonly late: number;
  readonly quarantinedByKind: Readonly<Partial<Record<RefusalKind, number>>>;
  readonly milliseconds: number;
}
