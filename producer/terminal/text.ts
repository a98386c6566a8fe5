/** How many of what, in the singular where it is one: `1 field`, `2,000 fields`. */
export const counted = (count: number, singular: string): string =>
  `${count.toLocaleString('en-US')} ${singular}${count === 1 ? '' : 's'}`;

/** A number, as digits, with its sign: `+5`, `-0.5`; zero has none. */
export const signed = (digits: string): string => (/^-|^0$/.test(digits) ? digits : `+${digits}`);

/** C0 and C1 controls, line and paragraph separators, and what turns the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** Text of unknown origin for one line of a terminal: without control characters, and at most `length` characters of it. */
export const printable = (text: string, length: number): string => {
  const shown = text.slice(0, length).replace(UNPRINTABLE, escaped);
  return text.length > length ? `${shown}… (${text.length} characters)` : shown;
};

/** Rows of cells as lines, each column as wide as its widest cell; the columns in `numbers` are aligned to the right. */
export const alignedLines = (
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): readonly string[] => {
  const widthOf = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const aligned = (cell: string, column: number): string =>
    numbers.includes(column) ? cell.padStart(widthOf(column)) : cell.padEnd(widthOf(column));
  return rows.map((row) => `  ${row.map(aligned).join('  ')}`.trimEnd());
};

/** A moment, ISO 8601, as a clock in `timeZone` shows it; with its date unless that is left out. */
export const localTime = (instant: string, timeZone: string, withDate = true): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    timeStyle: 'medium',
    ...(withDate ? { dateStyle: 'short' } : {}),
  }).format(new Date(instant));

/** An amount of money for a person: `41873.5` as `41,873.50`. At least two decimals, and every digit that it has. */
export const money = (digits: string): string => {
  const [, whole = '', fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(digits) ?? [];
  return whole === '' ? digits : `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
};
