import type { RefusalKind } from '../contracts/parse-trip-event.ts';
import type { PipeRecord } from '../contracts/request-schemas.ts';

/**
 * The fate of a record. `superseded`: its trip holds what a later record says, so it is handled, without a write.
 * `failed` comes again; its `error` is missing where the record was not tried at all.
 */
export type SettledRecord = { readonly record: PipeRecord } & (
  | {
      readonly fate: 'stored';
      /** The dates whose completed trips it concerns. */
      readonly completionDates: readonly string[];
      /** Whether one of them should have been summed before. */
      readonly late: boolean;
    }
  | { readonly fate: 'superseded' }
  | { readonly fate: 'quarantined'; readonly kind: RefusalKind }
  | { readonly fate: 'failed'; readonly error?: Error }
);
