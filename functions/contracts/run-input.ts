import type { FromSchema } from 'json-schema-to-ts';
import { isCalendarDate } from '../trip/business-time.ts';
import { InvalidRunInput } from './names.ts';

/**
 * Why a run sums a day: it is yesterday, no earlier run has summed it, trips of it were completed late, or someone
 * asked.
 */
export const RUN_REASONS = ['daily', 'missing', 'late-completions', 'requested'] as const;

export type RunReason = (typeof RUN_REASONS)[number];

/**
 * The input of the first function of either state machine. `input` is whatever the execution was started with. The
 * functions below check it, so that a refusal can say what to start instead.
 */
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
 * The fields of an execution's input, of which only some are known. `example` ends every refusal: what to start
 * instead.
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

/**
 * The `date` of an execution's input.
 * @throws {InvalidRunInput} if it is not a day of the calendar
 */
export const inputDate = (date: unknown, example: string): string => {
  if (typeof date !== 'string' || !isCalendarDate(date)) {
    throw new InvalidRunInput(
      `"date" must be a calendar day written YYYY-MM-DD, got ${JSON.stringify(date)}. ${example}`,
    );
  }
  return date;
};
