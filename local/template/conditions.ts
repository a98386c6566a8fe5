import { isObject, type Properties } from '../values/json.ts';
import { Refusal } from '../values/refusal.ts';
import { resolve, type Scope } from './intrinsics.ts';

/**
 * Whether a named condition of the template holds. Conditions see parameters and mappings, never resources.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export const conditionEvaluator = (
  conditions: Properties,
  { parameter, mappings }: Pick<Scope, 'parameter' | 'mappings'>,
): Scope['isTrue'] => {
  const known = new Map<string, boolean>();
  const underEvaluation: string[] = [];

  const isTrue = (name: string, where: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (conditions[name] === undefined) {
      throw new Refusal(`${where} refers to condition ${name}, which the template does not declare`);
    }
    if (underEvaluation.includes(name)) {
      throw new Refusal(`condition ${name} depends on itself: ${[...underEvaluation, name].join(' → ')}`);
    }
    underEvaluation.push(name);
    const result = holds(conditions[name], `condition ${name}`);
    underEvaluation.pop();
    known.set(name, result);
    return result;
  };

  const holds = (expression: unknown, where: string): boolean => {
    const [[operator, argument] = [], ...others] = isObject(expression) ? Object.entries(expression) : [];
    const operands = Array.isArray(argument) ? argument : [];
    if (others.length === 0 && operator === 'Condition' && typeof argument === 'string') {
      return isTrue(argument, where);
    }
    if (others.length === 0 && operands.length > 0) {
      if (operator === 'Fn::Equals') return areEqual(operands, { where, parameter, mappings, isTrue });
      if (operator === 'Fn::Not') return !holds(operands[0], where);
      if (operator === 'Fn::And') return operands.every((operand) => holds(operand, where));
      if (operator === 'Fn::Or') return operands.some((operand) => holds(operand, where));
    }
    throw new Refusal(`${where}: not a condition that the local cloud knows: ${JSON.stringify(expression)}`);
  };

  return isTrue;
};

const areEqual = (operands: unknown[], scope: Omit<Scope, 'resources'>): boolean => {
  const [left, right] = operands.map((operand) => resolve(operand, { ...scope, resources: new Map() }));
  return String(left) === String(right);
};
