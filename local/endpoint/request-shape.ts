import { NormalizedSchema } from '@smithy/core/schema';
import { isObject } from '../values/json.ts';
import { AwsError } from './aws-json-protocol.ts';

/** DynamoDB takes 32 levels of nested attribute values, each of which is two of these. */
const DEEPEST = 80;

/**
 * A request as its operation's model describes it: null and unknown members are left out, as on AWS, so that an
 * emulator never sees them.
 *
 * @param model an input schema of an SDK client
 * @param missingCode what the service calls a missing member; without it, missing members are not looked for
 * @throws {AwsError} SerializationException for a value of another type, ValidationException for a null in a list or
 * map
 */
export const requestShape = (model: Parameters<typeof NormalizedSchema.of>[0], missingCode?: string) => {
  const schema = NormalizedSchema.of(model);
  return (input: unknown): Record<string, unknown> => structure(schema, input, [], missingCode);
};

type Path = readonly (string | number)[];

const shaped = (schema: NormalizedSchema, value: unknown, path: Path, missingCode?: string): unknown => {
  if (path.length > DEEPEST) {
    throw new AwsError('ValidationException', 'Nesting Levels have exceeded supported limits');
  }
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema() || schema.isUnionSchema()) return structure(schema, value, path, missingCode);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw wrongType(path, 'a list');
    return value.map((item, index) =>
      element(schema.getValueSchema(), item, [...path, index + 1], missingCode),
    );
  }
  if (schema.isMapSchema()) {
    const entries = Object.entries(asObject(value, path));
    return Object.fromEntries(
      entries.map(([key, item]) => [
        key,
        element(schema.getValueSchema(), item, [...path, key], missingCode),
      ]),
    );
  }
  const expected = scalarType(schema);
  if (typeof value !== expected) throw wrongType(path, `a ${expected}`);
  return value;
};

const structure = (
  schema: NormalizedSchema,
  value: unknown,
  path: Path,
  missingCode?: string,
): Record<string, unknown> => {
  const given = asObject(value, path);
  const members: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const item = Object.hasOwn(given, name) ? given[name] : undefined;
    if (item !== undefined && item !== null)
      members[name] = shaped(member, item, [...path, name], missingCode);
  }
  const absent = missingCode && requiredMembers(schema).find((name) => !(name in members));
  if (!absent) return members;
  const missing = [...path, absent].join('.');
  throw new AwsError(missingCode ?? '', `The request must contain the parameter ${missing}.`);
};

/** A model lists the members that it requires first, and has their number at its end. */
const requiredMembers = (schema: NormalizedSchema): string[] => {
  const model = schema.getSchema();
  const count = Array.isArray(model) ? Number(model[REQUIRED_COUNT] ?? 0) : 0;
  return [...schema.structIterator()].slice(0, count).map(([name]) => name);
};
const REQUIRED_COUNT = 6;

/** Of a list or map. An attribute value that is null counts as one that holds nothing, which the service refuses. */
const element = (schema: NormalizedSchema, value: unknown, path: Path, missingCode?: string): unknown => {
  if (value !== null) return shaped(schema, value, path, missingCode);
  if (schema.isUnionSchema()) return {};
  const message = `1 validation error detected: Value null at '${path.join('.')}' failed to satisfy constraint: Member must not be null`;
  throw new AwsError('ValidationException', message);
};

const scalarType = (schema: NormalizedSchema): 'number' | 'boolean' | 'string' => {
  if (schema.isNumericSchema() || schema.isTimestampSchema()) return 'number';
  return schema.isBooleanSchema() ? 'boolean' : 'string';
};

const asObject = (value: unknown, path: Path): Record<string, unknown> => {
  if (!isObject(value)) throw wrongType(path, 'an object');
  return value;
};

const wrongType = (path: Path, expected: string): AwsError =>
  new AwsError('SerializationException', `"${path.join('.')}" is not ${expected}.`);
