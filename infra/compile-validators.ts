import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

/** `npm run generate:validators` writes these files, and a test compares them. */
export const GENERATED_FOLDER = resolve(import.meta.dirname, '../functions/contracts/generated');

const HEADING = '// Written by `npm run generate:validators` from ../schemas.ts.\n';

const exportName = (schema: string): string => `validate${schema[0]?.toUpperCase()}${schema.slice(1)}`;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Counts how often each object occurs within `value`. */
const countObjects = (value: unknown, counts = new Map<object, number>()): ReadonlyMap<object, number> => {
  if (!isObject(value)) return counts;
  const count = counts.get(value) ?? 0;
  counts.set(value, count + 1);
  if (count === 0) for (const inner of Object.values(value)) countObjects(inner, counts);
  return counts;
};

/**
 * The same schemas, but a part that occurs more than once becomes a schema of its own, to which the others refer. Its
 * code is then generated only once, and functions start faster.
 */
const withSharedParts = (schemas: Readonly<Record<string, object>>): object[] => {
  const counts = countObjects(schemas);
  const shared = new Map<object, { readonly $id: string }>();
  const referring = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    if (Array.isArray(value)) return value.map(referring);
    if (!('type' in value) || counts.get(value) === 1) return inside(value);
    const part = shared.get(value) ?? { ...inside(value), $id: `part${shared.size}` };
    shared.set(value, part);
    return { $ref: part.$id };
  };
  const inside = (value: object): object =>
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, referring(inner)]));
  const named = Object.entries(schemas).map(([$id, schema]) => ({ $id, ...inside(schema) }));
  return [...named, ...shared.values()];
};

const compiled = (schemas: Readonly<Record<string, object>>): string => {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    schemas: withSharedParts(schemas),
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
  });
  const names = Object.keys(schemas).map((schema) => [exportName(schema), schema]);
  return standaloneCode.default(ajv, Object.fromEntries(names));
};

/** What Ajv writes for some keywords, such as `maxLength`. An ES module has no `require`. */
const REQUIRED_MODULE = /require\("([^"]*)"\)/;

/** The source of the validators. Compiling them now saves each Lambda 50 to 100 ms of its cold start. */
const validatorsOf = (schemas: Readonly<Record<string, object>>): string => {
  const source = compiled(schemas);
  const [, required] = REQUIRED_MODULE.exec(source) ?? [];
  if (required === undefined) return `${HEADING}${source}\n`;
  const [name = ''] =
    Object.entries(schemas).find(([one, schema]) => REQUIRED_MODULE.test(compiled({ [one]: schema }))) ?? [];
  throw new Error(
    `The validator of ${name} would load ${required}, which a function cannot do: in the schema, use a pattern instead of the keyword that needs it, such as maxLength`,
  );
};

const typesOf = (schemas: Readonly<Record<string, object>>): string =>
  `${HEADING}import type { ErrorObject } from 'ajv';
import type { FromSchema } from 'json-schema-to-ts';
import type { SCHEMAS } from '../schemas.ts';

/** A compiled Ajv validator: narrows what passes, and leaves \`errors\` behind when something does not. */
export interface Validator<Valid> {
  (data: unknown): data is Valid;
  readonly errors?: ErrorObject[] | null;
}

type ValidatorOf<Name extends keyof typeof SCHEMAS> = Validator<FromSchema<(typeof SCHEMAS)[Name]>>;

${Object.keys(schemas)
  .map((schema) => `export declare const ${exportName(schema)}: ValidatorOf<'${schema}'>;`)
  .join('\n')}
`;

/** The generated files by name. */
export const compileValidators = (
  schemas: Readonly<Record<string, object>>,
): Readonly<Record<string, string>> => ({
  'validators.mjs': validatorsOf(schemas),
  'validators.d.mts': typesOf(schemas),
});

if (import.meta.main) {
  // The schemas' files import the output, which may be missing or broken.
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier.endsWith('/generated/validators.mjs')
        ? { url: 'data:text/javascript,', shortCircuit: true }
        : next(specifier, context),
  });
  const { SCHEMAS } = await import('../functions/contracts/schemas.ts');
  for (const [name, text] of Object.entries(compileValidators(SCHEMAS)))
    writeFileSync(resolve(GENERATED_FOLDER, name), text);
}
