const PLACEHOLDER = /\$\{([^}]*)\}/g;

/**
 * Replaces every `${name}` of a Fn::Sub string by what `lookUp` returns for the name; `${!text}` is the literal
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
