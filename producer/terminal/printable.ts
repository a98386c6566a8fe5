/** C0 and C1 controls, line and paragraph separators, and what turns the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** Text of unknown origin for one line of a terminal: without control characters, and at most `length` characters of it. */
export const printable = (text: string, length: number): string => {
  const shown = text.slice(0, length).replace(UNPRINTABLE, escaped);
  return text.length > length ? `${shown}… (${text.length} characters)` : shown;
};
