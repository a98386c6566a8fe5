export type Properties = Record<string, unknown>;

/** A JSON object: not null, not an array. */
export const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

/** Splits `Fn::GetAtt`'s two spellings, `["Id", "Attribute"]` and `"Id.Attribute"`, or undefined for neither. */
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
