/** Whether a parsed JSON value is an object of fields. */
export const isJsonObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at the end of a path of field names in parsed JSON; undefined if there is none. */
export const fieldOf = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, name) =>
      isJsonObject(found) ? Object.entries(found).find(([key]) => key === name)?.[1] : undefined,
    value,
  );

/** The text at the end of a path; undefined if it is not text. */
export const textOf = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = fieldOf(value, ...path);
  return typeof found === 'string' ? found : undefined;
};

/** The value of a JSON text, read with `parse`; undefined if the text is not JSON. */
export const jsonOf = (text: string, parse: (text: string) => unknown = JSON.parse): unknown => {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
};
