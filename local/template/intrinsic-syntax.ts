import { isObject } from '../values/json.ts';

export type IntrinsicCall = { name: string; argument: unknown };

/**
 * The intrinsic call that a template value is (`{ "Ref": … }`, `{ "Fn::…": … }`), or undefined for plain data.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const intrinsicCall = (value: unknown): IntrinsicCall | undefined => {
  if (!isObject(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
};

/** Splits either spelling of `Fn::GetAtt`, `["Id", "Attribute"]` or `"Id.Attribute"`; undefined for anything else. */
export const attributeReference = (
  argument: unknown,
): { logicalId: string; attribute: unknown } | undefined => {
  if (Array.isArray(argument) && argument.length === 2 && typeof argument[0] === 'string') {
    return { logicalId: argument[0], attribute: argument[1] };
  }
  if (typeof argument !== 'string' || !argument.includes('.')) return undefined;
  const dot = argument.indexOf('.');
  return { logicalId: argument.slice(0, dot), attribute: argument.slice(dot + 1) };
};

const PLACEHOLDER = /\$\{([^}]*)\}/g;

/**
 * Replaces every `${name}` in a Fn::Sub string with what `lookUp` returns for the name; `${!text}` is the literal
 * `${text}`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export const substitute = (text: string, lookUp: (name: string) => string): string =>
  text.replace(PLACEHOLDER, (_match, name: string) =>
    name.startsWith('!') ? `\${${name.slice(1)}}` : lookUp(name.trim()),
  );

/** The names that a Fn::Sub string refers to. */
export const placeholders = (text: string): string[] => {
  const names: string[] = [];
  substitute(text, (name) => {
    names.push(name);
    return '';
  });
  return names;
};
