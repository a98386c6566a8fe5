import { TransientAwsError } from '../trip/errors.ts';
import type { SettledRecord } from './settled-record.ts';

/** Whether a date was late, and marked as such; or why it could not be marked this time. */
type Marking = boolean | TransientAwsError;

/** Marks a date if it is late, and gives whether it was. @throws {TransientAwsError} when another try may succeed */
export type MarkIfLate = (date: string, signal: AbortSignal) => Promise<boolean>;

const marking = async (date: string, markIfLate: MarkIfLate, signal: AbortSignal): Promise<Marking> => {
  try {
    return await markIfLate(date, signal);
  } catch (error) {
    if (error instanceof TransientAwsError) return error;
    throw error;
  }
};

const afterMarking = (settled: SettledRecord, markings: ReadonlyMap<string, Marking>): SettledRecord => {
  if (settled.fate !== 'stored') return settled;
  const outcomes = settled.completionDates.map((date) => markings.get(date));
  const error = outcomes.find((outcome) => outcome instanceof TransientAwsError);
  if (error !== undefined) return { record: settled.record, fate: 'failed', error };
  return { ...settled, late: outcomes.includes(true) };
};

/**
 * Marks the late ones among the dates of a settled batch, each once. The records of a date that could not be marked
 * have failed, and so have the later ones of their trips (partition keys): they come again, in their order.
 *
 * @throws what is not transient
 */
export const markLateDates = async (
  batch: readonly SettledRecord[],
  markIfLate: MarkIfLate,
  signal: AbortSignal,
): Promise<SettledRecord[]> => {
  const dates = new Set(
    batch.flatMap((settled) => (settled.fate === 'stored' ? settled.completionDates : [])),
  );
  const markings = new Map(
    await Promise.all(
      [...dates].map(async (date) => [date, await marking(date, markIfLate, signal)] as const),
    ),
  );
  const failedTrips = new Set<string>();
  return batch.map((settled) => {
    const { record } = settled;
    const blocked = settled.fate === 'stored' && failedTrips.has(record.partitionKey);
    const marked: SettledRecord = blocked ? { record, fate: 'failed' } : afterMarking(settled, markings);
    if (marked.fate === 'failed') failedTrips.add(record.partitionKey);
    return marked;
  });
};
