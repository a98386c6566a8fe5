import type {
  AttributeDefinition,
  KeySchemaElement,
  Projection,
  TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { FieldReader, Properties } from '../../values/json.ts';
import { propertyReader } from './property-values.ts';

type Index = { IndexName: string; KeySchema: KeySchemaElement[]; Projection: Projection };

/** The part of a table that decides what can be stored and queried, in the words of CreateTable. */
export type TableSchema = {
  AttributeDefinitions: AttributeDefinition[];
  KeySchema: KeySchemaElement[];
  GlobalSecondaryIndexes?: Index[];
};

/** @throws Refusal when a key or index is malformed */
export const tableSchema = (label: string, properties: Properties): TableSchema => {
  const table = propertyReader(label, properties);
  const globalIndexes = indexes(label, table.list('GlobalSecondaryIndexes'));
  return {
    AttributeDefinitions: table
      .list('AttributeDefinitions')
      .map((definition) => attributeDefinition(propertyReader(label, { definition }))),
    KeySchema: keySchema(label, table),
    ...(globalIndexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
  };
};

/** Whether an existing table has the template's schema; the order of lists does not matter. */
export const hasSchema = (stored: TableDescription, wanted: TableSchema): boolean =>
  canonical(stored) === canonical(wanted);

const canonical = (schema: Partial<TableDescription> | TableSchema): string =>
  JSON.stringify([
    (schema.AttributeDefinitions ?? []).map((it) => `${it.AttributeName} ${it.AttributeType}`).sort(),
    keysOf(schema.KeySchema),
    (schema.GlobalSecondaryIndexes ?? [])
      .map(({ IndexName, KeySchema, Projection: projection }) =>
        JSON.stringify([
          IndexName,
          keysOf(KeySchema),
          projection?.ProjectionType,
          [...(projection?.NonKeyAttributes ?? [])].sort(),
        ]),
      )
      .sort(),
  ]);

const keysOf = (keys: KeySchemaElement[] = []): string[] =>
  keys.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`);

const attributeDefinition = (reader: FieldReader): AttributeDefinition => ({
  AttributeName: reader.text('definition.AttributeName'),
  AttributeType: reader.oneOf('definition.AttributeType', ['S', 'N', 'B']),
});

const keySchema = (label: string, owner: FieldReader): KeySchemaElement[] =>
  owner.list('KeySchema').map((element) => {
    const reader = propertyReader(label, { element });
    return {
      AttributeName: reader.text('element.AttributeName'),
      KeyType: reader.oneOf('element.KeyType', ['HASH', 'RANGE']),
    };
  });

const indexes = (label: string, list: unknown[]): Index[] =>
  list.map((item) => {
    const index = propertyReader(label, { index: item });
    const reader = propertyReader(label, index.object('index'));
    const nonKeyAttributes = reader.list('Projection.NonKeyAttributes').map(String);
    return {
      IndexName: reader.text('IndexName'),
      KeySchema: keySchema(label, reader),
      Projection: {
        ProjectionType: reader.oneOf('Projection.ProjectionType', ['ALL', 'INCLUDE', 'KEYS_ONLY']),
        ...(nonKeyAttributes.length > 0 && { NonKeyAttributes: nonKeyAttributes }),
      },
    };
  });
