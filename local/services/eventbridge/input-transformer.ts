import { isObject } from '../../values/json.ts';

/** What a target gets instead of the event. */
export interface InputTransformer {
  /** Name → `$.path.into.the.event`. */
  readonly pathsMap: Readonly<Record<string, string>>;
  /** Text with `<name>`, the names of the map. */
  readonly template: string;
}

const PATH = /^\$((?:\.[\w-]+)+)$/;
const PLACEHOLDER = /<([\w.-]+)>/g;

/** @throws {Error} that completes "InputTransformer …", for a path or a placeholder that is not read here */
export const assertTransforms = ({ pathsMap, template }: InputTransformer): void => {
  for (const path of Object.values(pathsMap)) {
    if (!PATH.test(path))
      throw new Error(`has the path ${path}: the local cloud reads only fields, such as $.detail.name`);
  }
  for (const [placeholder, name = ''] of template.matchAll(PLACEHOLDER)) {
    if (!Object.hasOwn(pathsMap, name))
      throw new Error(`has ${placeholder}, which InputPathsMap does not give`);
  }
};

/**
 * The template, filled with the event's values at the paths. A missing value becomes empty text.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export const transformed = ({ pathsMap, template }: InputTransformer, event: object): string =>
  template.replace(PLACEHOLDER, (_placeholder, name: string) => textOf(valueAt(pathsMap[name] ?? '', event)));

const valueAt = (path: string, event: object): unknown => {
  let value: unknown = event;
  for (const field of path.split('.').slice(1)) value = isObject(value) ? value[field] : undefined;
  return value;
};

const textOf = (value: unknown): string => {
  if (value === undefined) return '';
  // The template has quotes around the text.
  return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
};
