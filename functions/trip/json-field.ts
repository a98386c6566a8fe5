/** The value of a field of a parsed JSON object, at the end of a path of names; undefined where there is none. */
export const fieldOf = (value: unknown, ...path: readonly string[]): unknown => {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Object.entries(found).find(([key]) => key === name)?.[1];
  }
  return found;
};

/** The text at the end of a path, or undefined when it is not text. */
export const textOf = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = fieldOf(value, ...path);
  return typeof found === 'string' ? found : undefined;
};

/** The JSON value of a text as `parse` reads it, or undefined when it is none. */
export const jsonOf = (text: string, parse: (text: string) => unknown = JSON.parse): unknown => {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
};
