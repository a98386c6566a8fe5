/** Properties of a pipe that cannot be run: one line that names the pipe, the property and what to do. */
export class InvalidPipeError extends Error {
  override readonly name = 'InvalidPipeError';
}

type Range = { min: number; max: number };

/** One object in a pipe's properties; every reading checks, and every error names the pipe and the property. */
export interface PropertySection {
  has(key: string): boolean;
  /** The object under `key`, empty when absent; of its properties only `known` may be there. */
  section(key: string, known: readonly string[]): PropertySection;
  matching(key: string, pattern: RegExp, form: string): RegExpExecArray;
  oneOf<Choice extends string>(key: string, choices: readonly Choice[]): Choice;
  /** A whole number; CloudFormation also takes it as text. */
  integer(key: string, range: Range, unset: number): number;
  value(key: string): unknown;
  refuse(key: string, problem: string): InvalidPipeError;
}

/** @throws InvalidPipeError when `value` is no object or has a property that is not `known` */
export const readProperties = (
  pipeName: string,
  value: unknown,
  known: readonly string[],
  path = '',
): PropertySection => {
  const refuse = (key: string, problem: string) =>
    new InvalidPipeError(`pipe ${pipeName}: ${path === '' ? key : `${path}.${key}`} ${problem}`);
  if (!isObject(value)) {
    const what = path === '' ? 'its properties' : path;
    throw new InvalidPipeError(`pipe ${pipeName}: ${what} must be an object, not ${JSON.stringify(value)}`);
  }
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw refuse(unknown, 'is not a property that the local pipe runner knows; remove it');
  }

  const matching: PropertySection['matching'] = (key, pattern, form) => {
    const match = pattern.exec(typeof value[key] === 'string' ? value[key] : '');
    if (match) return match;
    throw refuse(key, `must be ${form}, not ${JSON.stringify(value[key])}`);
  };
  return {
    has: (key) => value[key] !== undefined,
    value: (key) => value[key],
    section: (key, knownBelow) =>
      readProperties(pipeName, value[key] ?? {}, knownBelow, path === '' ? key : `${path}.${key}`),
    matching,
    oneOf: (key, choices) => {
      const choice = choices.find((candidate) => candidate === value[key]);
      if (choice !== undefined) return choice;
      throw refuse(key, `must be ${choices.join(' or ')}, not ${JSON.stringify(value[key])}`);
    },
    integer: (key, { min, max }, unset) => {
      const given = value[key] ?? unset;
      const number = typeof given === 'string' && /^-?\d+$/.test(given) ? Number(given) : given;
      if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) {
        return number;
      }
      throw refuse(key, `must be a whole number from ${min} to ${max}, not ${JSON.stringify(given)}`);
    },
    refuse,
  };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
