import { isObject, type Properties } from '../values/json.ts';
import { Refusal } from '../values/refusal.ts';
import { attributeReference, type IntrinsicCall, intrinsicCall, substitute } from './intrinsic-syntax.ts';
import type { ParameterLookup } from './parameters.ts';

/** What `Ref` and `Fn::GetAtt` return for a resource. */
export type Identity = { ref: string; attributes: Properties };

/** Everything an intrinsic call may refer to; `where` names the resource or output for messages. */
export type Scope = {
  where: string;
  parameter: ParameterLookup;
  resources: ReadonlyMap<string, Identity>;
};

/**
 * A template value with its intrinsic calls replaced by what they return; `AWS::NoValue` removes its property.
 *
 * @throws Refusal for an unknown reference or an intrinsic function that the local cloud does not know.
 */
export const resolve = (value: unknown, scope: Scope): unknown => {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, scope)).filter((item) => item !== undefined);
  }
  const call = intrinsicCall(value);
  if (call !== undefined) return evaluate(call, scope);
  return isObject(value) ? resolveProperties(value, scope) : value;
};

/** `resolve` for an object that is plain properties, not a call. */
export const resolveProperties = (properties: Properties, scope: Scope): Properties =>
  Object.fromEntries(
    Object.entries(properties)
      .map(([name, value]) => [name, resolve(value, scope)] as const)
      .filter(([, value]) => value !== undefined),
  );

const evaluate = ({ name, argument }: IntrinsicCall, scope: Scope): unknown => {
  switch (name) {
    case 'Ref':
      return ref(argument, scope);
    case 'Fn::GetAtt':
      return getAtt(argument, scope);
    case 'Fn::Sub':
      return sub(argument, scope);
    case 'Fn::Join':
      return join(argument, scope);
    case 'Fn::Select':
      return select(argument, scope);
    case 'Fn::Split':
      return split(argument, scope);
    case 'Fn::ImportValue':
      throw new Refusal(
        `${scope.where}: Fn::ImportValue reads another stack; the local cloud runs one stack`,
      );
    default:
      throw new Refusal(`${scope.where}: the local cloud does not know the intrinsic function ${name}`);
  }
};

const malformed = (name: string, argument: unknown, scope: Scope): Refusal =>
  new Refusal(`${scope.where}: malformed ${name}: ${JSON.stringify(argument)}`);

const ref = (argument: unknown, scope: Scope): unknown => {
  if (typeof argument !== 'string') throw malformed('Ref', argument, scope);
  const parameter = scope.parameter(argument, scope.where);
  if (parameter !== undefined) return parameter.value;
  return identityOf(argument, scope).ref;
};

const identityOf = (logicalId: string, scope: Scope): Identity => {
  const identity = scope.resources.get(logicalId);
  if (identity === undefined) {
    throw new Refusal(`${scope.where} refers to ${logicalId}, which the template does not declare`);
  }
  return identity;
};

const getAtt = (argument: unknown, scope: Scope): unknown => {
  const reference = attributeReference(argument);
  const attribute = resolve(reference?.attribute, scope);
  if (reference === undefined || typeof attribute !== 'string')
    throw malformed('Fn::GetAtt', argument, scope);
  const { attributes } = identityOf(reference.logicalId, scope);
  if (attributes[attribute] === undefined) {
    throw new Refusal(
      `${scope.where} refers to ${reference.logicalId}.${attribute}: the local cloud does not know that attribute`,
    );
  }
  return attributes[attribute];
};

const sub = (argument: unknown, scope: Scope): string => {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isObject(variables)) throw malformed('Fn::Sub', argument, scope);
  return substitute(text, (name) => {
    const variable = variables[name];
    const call = name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name };
    return scalar(resolve(variable ?? call, scope), 'Fn::Sub', argument, scope);
  });
};

const scalar = (value: unknown, name: string, argument: unknown, scope: Scope): string => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw malformed(name, argument, scope);
};

const pair = (name: string, argument: unknown, scope: Scope): [unknown, unknown] => {
  if (!Array.isArray(argument) || argument.length !== 2) throw malformed(name, argument, scope);
  return [resolve(argument[0], scope), resolve(argument[1], scope)];
};

const join = (argument: unknown, scope: Scope): string => {
  const [separator, list] = pair('Fn::Join', argument, scope);
  if (typeof separator !== 'string' || !Array.isArray(list)) throw malformed('Fn::Join', argument, scope);
  return list.map((item) => scalar(item, 'Fn::Join', argument, scope)).join(separator);
};

const split = (argument: unknown, scope: Scope): string[] => {
  const [separator, text] = pair('Fn::Split', argument, scope);
  if (typeof separator !== 'string' || typeof text !== 'string')
    throw malformed('Fn::Split', argument, scope);
  return text.split(separator);
};

const select = (argument: unknown, scope: Scope): unknown => {
  const [index, list] = pair('Fn::Select', argument, scope);
  if (!Array.isArray(list)) throw malformed('Fn::Select', argument, scope);
  const selected: unknown = list[Number(index)];
  if (selected === undefined) {
    throw new Refusal(`${scope.where}: Fn::Select takes item ${index} of a list of ${list.length}`);
  }
  return selected;
};
