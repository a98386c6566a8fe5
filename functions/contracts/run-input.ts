import type { FromSchema } from 'json-schema-to-ts';
import { expiryOf, isCalendarDate, oldestKeptDate } from '../trip/business-time.ts';
import { InvalidRunInput } from './agreed.ts';

/** Why a run sums a day: it is yesterday, it has no file yet, trips completed late, or someone asked. */
export const RUN_REASONS = ['daily', 'missing', 'late-completions', 'requested'] as const;

export type RunReason = (typeof RUN_REASONS)[number];

/** The input of the first function of either state machine. The functions below check `input`, whatever it is. */
export const planRequestSchema = {
  type: 'object',
  properties: {
    input: {},
    execution_name: { type: 'string' },
    execution_start_time: { type: 'string' },
  },
  required: ['input', 'execution_name', 'execution_start_time'],
} as const;

export type PlanRequest = FromSchema<typeof planRequestSchema>;

/**
 * The fields of an execution's input, which may have only the `known` ones. Every refusal ends with `example`: what to
 * start instead.
 * @throws {InvalidRunInput} if it is not an object, or has another field
 */
export const inputFields = (
  input: unknown,
  known: readonly string[],
  example: string,
): Record<string, unknown> => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new InvalidRunInput(`The input must be a JSON object, got ${JSON.stringify(input)}. ${example}`);
  }
  const unknown = Object.keys(input).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new InvalidRunInput(`The input has an unknown key ${JSON.stringify(unknown)}. ${example}`);
  }
  return { ...input };
};

const refuseGone = (date: string, why: string, remedy = ''): never => {
  throw new InvalidRunInput(
    `The trips of ${date} are no longer kept${why}. Its published metrics stay as they are.${remedy}`,
  );
};

/** @throws {InvalidRunInput} if trips of `date` may be gone: it is before `keptFrom` */
export const refuseIfGone = (date: string, keptFrom: string, example: string): void => {
  if (date < keptFrom) refuseGone(date, `: the oldest date with all its trips is ${keptFrom}`, ` ${example}`);
};

/**
 * The same check at the end of an execution, which may have been redriven days after it was planned.
 * @throws {InvalidRunInput} if trips of `date` may have been removed while it was summed
 */
export const refuseIfExpired = (date: string, now: Date, keptDays = Number.POSITIVE_INFINITY): void => {
  if (now.getTime() >= expiryOf(date, keptDays) * 1_000)
    refuseGone(date, `, and some may have been removed while this execution read them`);
};

/** What runs must know about all earlier deployments: their trips stay as they were written. */
export interface PastSettings {
  /** The largest partition count that any end was written with; 0 if there are no ends. */
  readonly largestPartitionCount: number;
  /** The fewest days for which any trip was to be kept; undefined if all are kept forever. */
  readonly leastKeptDays: number | undefined;
}

/** The oldest date whose trips are certainly all in the table. */
export const keptFromDate = (
  now: Date,
  timeZone: string,
  keepTripsDays = Number.POSITIVE_INFINITY,
  leastKeptDays = Number.POSITIVE_INFINITY,
): string => {
  const days = Math.min(keepTripsDays, leastKeptDays);
  return Number.isFinite(days) ? oldestKeptDate(now, timeZone, days) : '';
};

/** @throws {InvalidRunInput} if it is not a calendar day */
export const inputDate = (date: unknown, example: string): string => {
  if (typeof date !== 'string' || !isCalendarDate(date)) {
    throw new InvalidRunInput(
      `"date" must be a calendar day written YYYY-MM-DD, got ${JSON.stringify(date)}. ${example}`,
    );
  }
  return date;
};
