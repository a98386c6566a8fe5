import { isObject, type Properties } from '../../template/value.ts';
import { Refusal } from '../../values/refusal.ts';

/** Typed reads of a resource's resolved properties. @throws Refusal when a value is missing or of another type */
export type PropertyReader = {
  text(path: string): string;
  optionalText(path: string): string | undefined;
  /** CloudFormation takes numbers written as strings. */
  optionalNumber(path: string): number | undefined;
  object(path: string): Properties;
  list(path: string): unknown[];
  oneOf<const T extends string>(path: string, allowed: readonly T[]): T;
};

/** Reads properties by dotted path; `resource` names the resource in messages. */
export const propertyReader = (resource: string, properties: Properties): PropertyReader => {
  const at = (path: string): unknown => {
    let value: unknown = properties;
    for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
    return value;
  };
  const wrong = (path: string, expected: string): Refusal =>
    new Refusal(`${resource}: ${path} should be ${expected}, not ${JSON.stringify(at(path))}`);

  const optionalText = (path: string): string | undefined => {
    const value = at(path);
    if (value === undefined || typeof value === 'string') return value;
    throw wrong(path, 'a string');
  };
  return {
    optionalText,
    text: (path) => {
      const value = optionalText(path);
      if (value === undefined) throw new Refusal(`${resource}: ${path} is missing`);
      return value;
    },
    optionalNumber: (path) => {
      const value = at(path);
      if (value === undefined) return undefined;
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number === 'number' && Number.isFinite(number)) return number;
      throw wrong(path, 'a number');
    },
    object: (path) => {
      const value = at(path) ?? {};
      if (isObject(value)) return value;
      throw wrong(path, 'an object');
    },
    oneOf: (path, allowed) => {
      const value = allowed.find((candidate) => candidate === at(path));
      if (value !== undefined) return value;
      throw wrong(path, `one of ${allowed.join(', ')}`);
    },
    list: (path) => {
      const value = at(path) ?? [];
      if (Array.isArray(value)) return value;
      throw wrong(path, 'a list');
    },
  };
};
