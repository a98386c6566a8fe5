import { type Expression, malformed, type Operator, parseExpression } from './expression.ts';
import { fillValue, functions, ifValue, type MathContext } from './functions.ts';
import { combine, type MathValue, mapValue, type Series, scalar, series, toSeries } from './values.ts';

/**
 * The time series of an expression over the windows of the context.
 *
 * @throws AwsError for an expression that is malformed, uses an unknown function, or does not give a single series
 */
export const evaluateExpression = (text: string, context: MathContext): Series => {
  const result = toSeries(evaluate(parseExpression(text), { text, context }), context.length);
  if (result !== undefined) return result;
  throw malformed(text, 'it gives a list of time series, not one');
};

/** The ids that an expression refers to. @throws AwsError when it is malformed or uses an unknown function */
export const referencesOf = (text: string): string[] => {
  const ids = new Set<string>();
  const visit = (expression: Expression): void => {
    if (expression.kind === 'reference') ids.add(expression.id);
    if (expression.kind === 'call') assertKnown(expression.name, text);
    for (const part of partsOf(expression)) visit(part);
  };
  visit(parseExpression(text));
  return [...ids];
};

const partsOf = (expression: Expression): Expression[] => {
  switch (expression.kind) {
    case 'negation':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'list':
      return expression.items;
    case 'call':
      return expression.parameters;
    default:
      return [];
  }
};

const KNOWN = [...Object.keys(functions), 'FILL', 'IF'];

const assertKnown = (name: string, text: string): void => {
  if (!KNOWN.includes(name))
    throw malformed(text, `the local cloud has no function ${name}, only ${KNOWN.join(', ')}`);
};

type Scope = { text: string; context: MathContext };

const evaluate = (expression: Expression, scope: Scope): MathValue => {
  switch (expression.kind) {
    case 'number':
      return scalar(expression.value);
    case 'reference':
      return series(scope.context.series(expression.id));
    case 'keyword':
      throw malformed(scope.text, `${expression.word} is not expected`);
    case 'list':
      return { kind: 'list', items: expression.items.map((item) => evaluate(item, scope)) };
    case 'negation':
      return mapValue(evaluate(expression.operand, scope), (value) => -value);
    case 'binary':
      return combine(
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
        operators[expression.operator],
      );
    case 'call':
      return call(expression, scope);
  }
};

const call = ({ name, parameters }: Expression & { kind: 'call' }, scope: Scope): MathValue => {
  const evaluated = (parameter: Expression): MathValue => evaluate(parameter, scope);
  const [first, second, third] = parameters;
  if (name === 'IF' && first && second) {
    return ifValue(evaluated(first), evaluated(second), third && evaluated(third), scope.context.length);
  }
  if (name === 'FILL' && first && second) {
    const filler = second.kind === 'keyword' ? second.word : evaluated(second);
    return fillValue(evaluated(first), filler, scope.context.length, (reason) =>
      malformed(scope.text, reason),
    );
  }
  assertKnown(name, scope.text);
  const result = functions[name]?.(parameters.map(evaluated), scope.context);
  if (result !== undefined) return result;
  throw malformed(scope.text, `${name} does not take these parameters`);
};

const truth = (isTrue: boolean): number => (isTrue ? 1 : 0);
const either = (left: number, right: number): number => truth(left !== 0 || right !== 0);
const both = (left: number, right: number): number => truth(left !== 0 && right !== 0);

const operators: Readonly<Record<Operator, (left: number, right: number) => number | undefined>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  // A division by zero gives no value.
  '/': (left, right) => (right === 0 ? undefined : left / right),
  '^': (left, right) => left ** right,
  '<': (left, right) => truth(left < right),
  '>': (left, right) => truth(left > right),
  '<=': (left, right) => truth(left <= right),
  '>=': (left, right) => truth(left >= right),
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '&&': both,
  AND: both,
  '||': either,
  OR: either,
};
