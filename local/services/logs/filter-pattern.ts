import { AwsError } from '../../endpoint/aws-json-protocol.ts';

/** `word`, `"a phrase"`, `-excluded` and `?optional`. */
const TERM = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/y;

/**
 * A pattern of terms. A message must have all plain terms, any one of those with `?`, and none of those with `-`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 *
 * @throws {AwsError} InvalidParameterException for a pattern of JSON fields, columns or a regular expression
 */
export const messageFilter = (pattern: string) => {
  const terms = [...termsOf(pattern.trim())];
  const textsOf = (sign: string): string[] =>
    terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [required, optional, excluded] = [textsOf(''), textsOf('?'), textsOf('-')];
  return (message: string): boolean => {
    const has = (text: string): boolean => message.includes(text);
    return (
      required.every(has) &&
      (optional.length === 0 || optional.some(has)) &&
      !excluded.some((text) => has(text))
    );
  };
};

function* termsOf(pattern: string): Generator<{ sign: string; text: string }> {
  for (let start = 0; start < pattern.length; ) {
    TERM.lastIndex = start;
    const [term, sign = '', phrase, word = ''] = TERM.exec(pattern) ?? [];
    if (term === undefined || /^[{[%]/.test(word)) throw notTerms(pattern);
    yield { sign, text: phrase?.replace(/\\(.)/g, '$1') ?? word };
    start += term.length;
    start += /^\s*/.exec(pattern.slice(start))?.[0].length ?? 0;
  }
}

const notTerms = (pattern: string): AwsError =>
  new AwsError(
    'InvalidParameterException',
    `The local cloud's filter patterns are terms and "phrases", optionally with - or ? before them, not ${pattern}`,
  );
