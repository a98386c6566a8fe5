/** Stands before all hostile text, so that a test knows it where it is printed. */
export const MARK = 'EVIL';

/** What terminals obey, what turns the direction of writing, and what ends a line for some readers. */
export const HOSTILE = `${MARK}\u001b]0;title\u0007\u001b[31m\r\b\u007f\u009b2J\u202e\u2066\u2028\u2029\ufeff\n`;

/** The same with a NUL, which no argument can have. */
export const HOSTILE_NUL = `${HOSTILE}\u0000`;

/** What a terminal would obey in an output: all but the line ends, and in JSON the white space between values. */
export const rawCharacters = (output: string): string[] =>
  output.match(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu) ?? [];
