import { NormalizedSchema } from '@smithy/core/schema';
import type { SeededRandom } from '../../../data/seeded-random.ts';

/** Real values for members by name, so that requests get past the first check. */
export type Names = Readonly<Record<string, string>>;

type Model = Parameters<typeof NormalizedSchema.of>[0];

const DEEPEST = 6;
/** A model lists its required members first. Their number is the last entry of the model. */
const REQUIRED_COUNT = 6;
/** How many members of a union are used. The first member of an attribute value is text. */
const MOST_USED_OF_UNION = 1;
/** The share of optional members that are included. */
const SHARE_OF_OTHERS = 0.3;

/** An input that an operation's model allows. */
export const validInput = (model: Model, names: Names, random: SeededRandom): Record<string, unknown> =>
  structure(NormalizedSchema.of(model), names, random, 0);

const structure = (schema: NormalizedSchema, names: Names, random: SeededRandom, depth: number) => {
  const members = [...schema.structIterator()];
  const model = schema.getSchema();
  const required = Array.isArray(model) ? Number(model[REQUIRED_COUNT] ?? 0) : 0;
  const kept = schema.isUnionSchema()
    ? [members[random.below(Math.min(members.length, MOST_USED_OF_UNION))] ?? (['', schema] as const)]
    : members.filter(([name], index) => name in names || index < required || random.chance(SHARE_OF_OTHERS));
  return Object.fromEntries(
    kept.map(([name, member]) => [name, names[name] ?? value(member, names, random, depth + 1)]),
  );
};

const value = (schema: NormalizedSchema, names: Names, random: SeededRandom, depth: number): unknown => {
  if (schema.isStructSchema() || schema.isUnionSchema()) {
    return depth > DEEPEST ? {} : structure(schema, names, random, depth);
  }
  if (schema.isListSchema()) return [value(schema.getValueSchema(), names, random, depth + 1)];
  if (schema.isMapSchema()) {
    return { [names.MapKey ?? 'key']: value(schema.getValueSchema(), names, random, depth + 1) };
  }
  if (schema.isTimestampSchema()) return new Date(0);
  if (schema.isBlobSchema()) return Buffer.from('{}');
  if (schema.isNumericSchema()) return 1;
  if (schema.isBooleanSchema()) return random.chance(0.5);
  return schema.isDocumentSchema() ? {} : 'x';
};
