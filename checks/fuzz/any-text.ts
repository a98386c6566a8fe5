import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };
const CODE_POINTS = 0x11_0000 - SURROGATES.count;

const unit = fc.nat(CODE_POINTS - 1).map(
  (n) => String.fromCodePoint(n < SURROGATES.first ? n : n + SURROGATES.count),
  (character) => {
    const codePoint = typeof character === 'string' ? character.codePointAt(0) : undefined;
    if (codePoint === undefined || character !== String.fromCodePoint(codePoint))
      throw new Error('not one character');
    return codePoint < SURROGATES.first ? codePoint : codePoint - SURROGATES.count;
  },
);

/** Text of any characters. The unit `binary` of fast-check gives the same, but first lists all of them for seconds. */
export const anyText = fc.string({ unit });
