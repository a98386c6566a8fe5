/**
 * JSON whose numbers never pass through binary floating point: read, they become the text that stood in the source;
 * written, they are that text again.
 */

/**
 * Parses JSON with every number as a string of its source digits: `{"fare_amount":40.10}` gives `{fare_amount: '40.10'}`.
 *
 * @throws {SyntaxError} when `text` is not JSON
 * @throws {RangeError} when it is nested deeper than the stack reaches
 */
export const parseExact = (text: string): unknown =>
  JSON.parse(text, (_key, value, { source }) => (typeof value === 'number' ? source : value));

/** A decimal as `JSON.stringify` is to write it: its own digits, not a `number`'s. */
export const rawNumber = (decimal: string): RawJson => JSON.rawJSON(decimal);
