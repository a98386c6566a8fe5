import { AwsError } from '../../../endpoint/aws-json-protocol.ts';

/** A parsed expression of metric math. */
export type Expression =
  | { kind: 'number'; value: number }
  /** The id of another query, such as `m1`. */
  | { kind: 'reference'; id: string }
  /** A word that a function takes, such as `REPEAT`. */
  | { kind: 'keyword'; word: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'call'; name: string; parameters: Expression[] }
  | { kind: 'negation'; operand: Expression }
  | { kind: 'binary'; operator: Operator; left: Expression; right: Expression };

/** From the loosest to the tightest; operators of the same level group from the left. */
const LEVELS = [
  ['||', 'OR'],
  ['&&', 'AND'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
] as const;

export type Operator = (typeof LEVELS)[number][number];

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(\|\||&&|==|!=|<=|>=|[-+*/^<>(),[\]]))/y;

/**
 * Parses arithmetic, comparisons, AND and OR, lists and function calls.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 *
 * @throws AwsError with the place of the error
 */
export const parseExpression = (text: string): Expression => {
  const tokens = tokensOf(text);
  let position = 0;
  const peek = () => tokens[position];
  const take = (expected?: string): string => {
    const token = tokens[position];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw malformed(
        text,
        `${expected ?? 'more'} is missing ${token === undefined ? 'at its end' : `before ${token}`}`,
      );
    }
    position += 1;
    return token;
  };

  const binary = (level: number): Expression => {
    const operators: readonly Operator[] = LEVELS[level] ?? [];
    if (operators.length === 0) return unary();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => candidate === peek());
      if (operator === undefined) return left;
      take();
      left = { kind: 'binary', operator, left, right: binary(level + 1) };
    }
  };
  const unary = (): Expression => {
    if (peek() !== '-') return primary();
    take();
    return { kind: 'negation', operand: unary() };
  };
  const primary = (): Expression => {
    const token = take();
    if (token === '(') {
      const inner = binary(0);
      take(')');
      return inner;
    }
    if (token === '[') return { kind: 'list', items: listUntil(']') };
    if (/^[\d.]/.test(token)) return { kind: 'number', value: Number(token) };
    if (!/^[A-Za-z_]/.test(token)) throw malformed(text, `${token} is not expected`);
    if (peek() === '(') {
      take();
      return { kind: 'call', name: token.toUpperCase(), parameters: listUntil(')') };
    }
    // Ids begin with a small letter: API_MetricDataQuery.
    return /^[a-z]/.test(token) ? { kind: 'reference', id: token } : { kind: 'keyword', word: token };
  };
  const listUntil = (end: string): Expression[] => {
    const items: Expression[] = [];
    while (peek() !== end) {
      if (items.length > 0) take(',');
      items.push(binary(0));
    }
    take(end);
    return items;
  };

  const expression = binary(0);
  if (position < tokens.length) throw malformed(text, `${take()} is not expected`);
  return expression;
};

const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.slice(1).find(Boolean);
    if (token === undefined) throw malformed(text, `${text.slice(from).trim()} is not expected`);
    tokens.push(token);
  }
  return tokens;
};

export const malformed = (text: string, reason: string): AwsError =>
  new AwsError('ValidationError', `Error in expression '${text}': ${reason}.`);
