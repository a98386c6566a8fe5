import { NormalizedSchema } from '@smithy/core/schema';
import { isObject } from '../values/json.ts';
import { AwsError } from './aws-json-protocol.ts';

/** DynamoDB takes 32 levels of nested attribute values, each of which is two of these. */
const DEEPEST = 80;

/** Where a value is in a request. */
interface Place {
  readonly name: string | number;
  readonly within: Place | undefined;
  readonly depth: number;
}

/** Returns the part of a value that is passed on. */
type Shape = (value: unknown, place: Place | undefined) => unknown;

/**
 * A request as its operation's model describes it: null and unknown members are left out, as on AWS, so that an
 * emulator never sees them.
 *
 * @param model an input schema of an SDK client
 * @param missingCode the service's error code for a missing member; without it, missing members are not checked for
 * @throws {AwsError} SerializationException for a value of another type, ValidationException for a null in a list or
 * map
 */
export const requestShape = (model: Parameters<typeof NormalizedSchema.of>[0], missingCode?: string) => {
  const shape = structureShape(NormalizedSchema.of(model), missingCode);
  return (input: unknown): Record<string, unknown> => shape(input, undefined);
};

const placeIn = (within: Place | undefined, name: string | number): Place => {
  const depth = (within?.depth ?? 0) + 1;
  if (depth > DEEPEST) {
    throw new AwsError('ValidationException', 'Nesting Levels have exceeded supported limits');
  }
  return { name, within, depth };
};

const namesTo = (place: Place | undefined): readonly (string | number)[] =>
  place === undefined ? [] : [...namesTo(place.within), place.name];

const pathOf = (place: Place | undefined): string => namesTo(place).join('.');

const shapeOf = (schema: NormalizedSchema, missingCode?: string): Shape => {
  if (schema.isDocumentSchema()) return (value) => value;
  if (schema.isStructSchema() || schema.isUnionSchema()) return structureShape(schema, missingCode);
  if (schema.isListSchema()) {
    const element = elementShape(schema.getValueSchema(), missingCode);
    return (value, place) => {
      if (!Array.isArray(value)) throw wrongType(place, 'a list');
      return value.map((item, index) => element(item, placeIn(place, index + 1)));
    };
  }
  if (schema.isMapSchema()) {
    const element = elementShape(schema.getValueSchema(), missingCode);
    return (value, place) =>
      Object.fromEntries(
        Object.entries(asObject(value, place)).map(([key, item]) => [
          key,
          element(item, placeIn(place, key)),
        ]),
      );
  }
  const expected = scalarType(schema);
  const isBinary = schema.isBlobSchema();
  return (value, place) => {
    if (typeof value !== expected) throw wrongType(place, `a ${expected}`);
    if (isBinary && !isBase64(value)) throw wrongType(place, 'Base64');
    return value;
  };
};

const structureShape = (
  schema: NormalizedSchema,
  missingCode?: string,
): ((value: unknown, place: Place | undefined) => Record<string, unknown>) => {
  // A structure may have members of its own type.
  let shapes: ReadonlyMap<string, Shape> | undefined;
  const required = missingCode === undefined ? [] : requiredMembers(schema);
  return (value, place) => {
    const given = asObject(value, place);
    shapes ??= new Map(
      [...schema.structIterator()].map(([name, member]) => [name, shapeOf(member, missingCode)]),
    );
    const members: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(given)) {
      const shape = item === undefined || item === null ? undefined : shapes.get(name);
      if (shape !== undefined) members[name] = shape(item, placeIn(place, name));
    }
    const absent = required.find((name) => !(name in members));
    if (absent === undefined) return members;
    const missing = pathOf(placeIn(place, absent));
    throw new AwsError(missingCode ?? '', `The request must contain the parameter ${missing}.`);
  };
};

/** A model lists its required members first, and has their number at its end. */
const requiredMembers = (schema: NormalizedSchema): string[] => {
  const model = schema.getSchema();
  const count = Array.isArray(model) ? Number(model[REQUIRED_COUNT] ?? 0) : 0;
  return [...schema.structIterator()].slice(0, count).map(([name]) => name);
};
const REQUIRED_COUNT = 6;

/** The shape of a list's or map's elements. A null attribute value becomes an empty one, which the service refuses. */
const elementShape = (schema: NormalizedSchema, missingCode?: string): Shape => {
  const shape = shapeOf(schema, missingCode);
  return (value, place) => {
    if (value !== null) return shape(value, place);
    if (schema.isUnionSchema()) return {};
    const message = `1 validation error detected: Value null at '${pathOf(place)}' failed to satisfy constraint: Member must not be null`;
    throw new AwsError('ValidationException', message);
  };
};

const scalarType = (schema: NormalizedSchema): 'number' | 'boolean' | 'string' => {
  if (schema.isNumericSchema() || schema.isTimestampSchema()) return 'number';
  return schema.isBooleanSchema() ? 'boolean' : 'string';
};

const isBase64 = (value: unknown): boolean =>
  typeof value === 'string' && Buffer.from(value, 'base64').toString('base64') === value;

const asObject = (value: unknown, place: Place | undefined): Record<string, unknown> => {
  if (!isObject(value)) throw wrongType(place, 'an object');
  return value;
};

const wrongType = (place: Place | undefined, expected: string): AwsError =>
  new AwsError('SerializationException', `"${pathOf(place)}" is not ${expected}.`);
