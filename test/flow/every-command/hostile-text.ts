/** Begins all hostile text, so that a test can recognize it in an output. */
export const MARK = 'EVIL';

/** Characters that terminals obey, that turn the writing direction, or that end a line for some readers. */
export const HOSTILE = `${MARK}\u001b]0;title\u0007\u001b[31m\r\b\u007f\u009b2J\u202e\u2066\u2028\u2029\ufeff\n`;

/** The same with a NUL, which no argument can contain. */
export const HOSTILE_NUL = `${HOSTILE}\u0000`;

/** The control, format and separator characters in an output that a terminal may obey, except for line feeds. */
export const rawCharacters = (output: string): string[] =>
  output.match(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu) ?? [];
