import { isCalendarDate } from '../trip/business-time.ts';
import { InvalidRunInput } from '../trip/errors.ts';

/**
 * The fields of an execution's input, of which only some are known. `example` ends every refusal: what to start instead.
 *
 * @throws {InvalidRunInput} when it is no object, or has another field
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

/** The `date` of an execution's input. @throws {InvalidRunInput} when it is no day of the calendar */
export const inputDate = (date: unknown, example: string): string => {
  if (typeof date !== 'string' || !isCalendarDate(date)) {
    throw new InvalidRunInput(
      `"date" must be a calendar day written YYYY-MM-DD, got ${JSON.stringify(date)}. ${example}`,
    );
  }
  return date;
};
