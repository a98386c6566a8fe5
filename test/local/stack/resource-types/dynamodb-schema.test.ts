import { expect, test } from '@jest/globals';
import { hasSchema, tableSchema } from '../../../../local/stack/resource-types/dynamodb-schema.ts';

const properties = {
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'day', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-day',
      KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['fare', 'tip'] },
    },
  ],
};
const index = properties.GlobalSecondaryIndexes[0];

test('the schema is read from the properties, without the settings', () => {
  expect(tableSchema('Trips', { ...properties, Replicas: [], BillingMode: 'PROVISIONED' })).toEqual(
    properties,
  );
});

test('the order of attributes and indexes does not matter to sameness', () => {
  const stored = {
    ...tableSchema('Trips', properties),
    AttributeDefinitions: [...tableSchema('Trips', properties).AttributeDefinitions].reverse(),
  };
  expect(hasSchema(stored, tableSchema('Trips', properties))).toBe(true);
});

test.each([
  ['another key', { KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }] }],
  ['another attribute type', { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }] }],
  ['no index', { GlobalSecondaryIndexes: [] }],
  ['another projection', { GlobalSecondaryIndexes: [{ ...index, Projection: { ProjectionType: 'ALL' } }] }],
])('%s is not the same schema', (_name, change) => {
  const stored = tableSchema('Trips', { ...properties, ...change });
  expect(hasSchema(stored, tableSchema('Trips', properties))).toBe(false);
});

test('a malformed key names the table and the value', () => {
  expect(() => tableSchema('Trips', { KeySchema: [{ AttributeName: 'id', KeyType: 'SORT' }] })).toThrow(
    'Trips: element.KeyType should be one of HASH, RANGE, not "SORT"',
  );
});
