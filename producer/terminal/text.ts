/** A count with its noun, singular for one: `1 field`, `2,000 fields`. */
export const counted = (count: number, singular: string): string =>
  `${count.toLocaleString('en-US')} ${singular}${count === 1 ? '' : 's'}`;

/** A number, as digits, with its sign: `+5`, `-0.5`; zero has none. */
export const signed = (digits: string): string => (/^-|^0$/.test(digits) ? digits : `+${digits}`);

/**
 * Control characters, format characters such as those that change the text direction, line separators, lone surrogates.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** As JSON writes it: one `\uXXXX` for each UTF-16 unit. */
const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** Lines of text in which nothing but the line ends tells a terminal what to do. */
export const visible = (lines: string): string =>
  lines.replace(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)));

/** The same for a JSON text, without changing its value: in JSON, raw tabs and line ends occur only between values. */
export const visibleJson = (json: string): string =>
  json.replace(UNPRINTABLE, (character) => {
    if (character === '\r') return ' ';
    return character === '\n' || character === '\t' ? character : escaped(character);
  });

/** Text of unknown origin for one line of a terminal: no control characters, and at most `length` characters. */
export const printable = (text: string, length = Number.POSITIVE_INFINITY): string => {
  const shown = text.slice(0, length).replace(UNPRINTABLE, escaped);
  return text.length > length ? `${shown}… (${text.length} characters)` : shown;
};

/** Rows of cells as lines, each column as wide as its widest cell; the columns in `numbers` are right-aligned. */
export const alignedLines = (
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): readonly string[] => {
  const shown = rows.map((row) => row.map((cell) => printable(cell)));
  const widthOf = (column: number): number => Math.max(...shown.map((row) => row[column]?.length ?? 0));
  const aligned = (cell: string, column: number): string =>
    numbers.includes(column) ? cell.padStart(widthOf(column)) : cell.padEnd(widthOf(column));
  return shown.map((row) => `  ${row.map(aligned).join('  ')}`.trimEnd());
};

/** A moment, ISO 8601, as a clock in `timeZone` shows it; with its date unless that is left out. */
export const localTime = (instant: string, timeZone: string, withDate = true): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    timeStyle: 'medium',
    ...(withDate ? { dateStyle: 'short' } : {}),
  }).format(new Date(instant));

/** A moment of unknown origin, as {@link localTime} shows it; other text is shown as it is. */
export const localTimeOr = (text: string, timeZone: string): string =>
  Number.isNaN(Date.parse(text)) ? printable(text, 30) : localTime(text, timeZone);

/** An amount of money for a person: `41873.5` as `41,873.50`. At least two decimals, and every digit that it has. */
export const money = (digits: string): string => {
  const [, whole = '', fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(digits) ?? [];
  return whole === '' ? digits : `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
};
