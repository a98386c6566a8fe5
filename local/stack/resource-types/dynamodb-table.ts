import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { fields, honoured, ignored, items, type PropertyRules } from '../../template/property-rules.ts';
import { labelOf, type Resource } from '../../template/resource.ts';
import { ACCOUNT_ID, arn } from '../../values/account.ts';
import { Refusal } from '../../values/refusal.ts';
import { hasSchema, tableSchema } from './dynamodb-schema.ts';
import { propertyReader } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

const CREATION_POLL_MS = 5;
const NEVER_THROTTLED = 'tables are never throttled';

const capacity: PropertyRules = {
  ProvisionedThroughput: ignored(NEVER_THROTTLED),
  OnDemandThroughput: ignored(NEVER_THROTTLED),
  WarmThroughput: ignored(NEVER_THROTTLED),
  ContributorInsightsSpecification: ignored('there are no per-key metrics'),
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const dynamodbTable: ResourceType = {
  rules: {
    ...capacity,
    TableName: honoured,
    AttributeDefinitions: honoured,
    KeySchema: honoured,
    GlobalSecondaryIndexes: items({
      ...capacity,
      IndexName: honoured,
      KeySchema: honoured,
      Projection: fields({ ProjectionType: honoured, NonKeyAttributes: honoured }),
    }),
    BillingMode: ignored(NEVER_THROTTLED),
    SSESpecification: ignored('nothing is encrypted at rest'),
    TimeToLiveSpecification: fields({ AttributeName: honoured, Enabled: honoured }),
    PointInTimeRecoverySpecification: ignored('there are no backups'),
    DeletionProtectionEnabled: ignored('nothing deletes the table'),
    ResourcePolicy: ignored('access is not checked'),
    TableClass: ignored('it only affects the bill'),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'TableName', maxLength: 255 },
  identify: (name) => ({
    ref: name,
    attributes: { Arn: arn('dynamodb', `table/${name}`), TableId: `${ACCOUNT_ID}-${name}` },
  }),
  create: async (resource, { dynamodb, expireItems }) => {
    await createTable(resource, dynamodb);
    const properties = propertyReader(labelOf(resource), resource.properties);
    if (String(properties.value('TimeToLiveSpecification.Enabled')) === 'true')
      expireItems(resource.name, properties.text('TimeToLiveSpecification.AttributeName'));
  },
};

const createTable = async (resource: Resource, dynamodb: DynamoDBClient): Promise<void> => {
  const schema = tableSchema(labelOf(resource), resource.properties);
  try {
    await dynamodb.send(
      new CreateTableCommand({ ...schema, TableName: resource.name, BillingMode: 'PAY_PER_REQUEST' }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  if (!hasSchema(await activeTable(resource.name, dynamodb), schema)) {
    throw new Refusal(
      `${labelOf(resource)}: the data directory holds table ${resource.name} with other keys or indexes: ` +
        'use another --data directory',
    );
  }
};

const activeTable = async (name: string, dynamodb: DynamoDBClient): Promise<TableDescription> => {
  for (;;) {
    const { Table: table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
    const indexes = table?.GlobalSecondaryIndexes ?? [];
    const states = [table?.TableStatus, ...indexes.map(({ IndexStatus }) => IndexStatus)];
    if (table !== undefined && states.every((state) => state === 'ACTIVE')) return table;
    await delay(CREATION_POLL_MS);
  }
};
