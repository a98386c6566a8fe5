import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { laterConfiguration } from '../../values/account.ts';
import type { Clock } from '../../values/clock.ts';

/** AWS removes an expired item within a few days. */
const SWEEP_MS = 24 * 60 * 60 * 1_000;

/**
 * An item that expired longer ago stays, so that a wrong time does not empty a table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
const LONGEST_EXPIRED_SECONDS = 5 * 365 * 24 * 60 * 60;

type Expiry = { client: DynamoDBClient; tableName: string; attribute: string };

const keysOf = async ({ client, tableName }: Expiry): Promise<readonly string[]> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  return (Table?.KeySchema ?? []).flatMap(({ AttributeName }) => AttributeName ?? []);
};

/** An item that was written again since the scan no longer has the expired time, so it stays. */
const remove = async (
  { client, tableName, attribute }: Expiry,
  key: Record<string, AttributeValue>,
  expired: AttributeValue,
): Promise<void> => {
  const deletion = new DeleteItemCommand({
    TableName: tableName,
    Key: key,
    ConditionExpression: '#expiry = :expired',
    ExpressionAttributeNames: { '#expiry': attribute },
    ExpressionAttributeValues: { ':expired': expired },
  });
  try {
    await client.send(deletion);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

const sweep = async (expiry: Expiry, nowMs: number): Promise<void> => {
  const nowSeconds = Math.floor(nowMs / 1_000);
  const keys = await keysOf(expiry);
  const pages = paginateScan(
    { client: expiry.client },
    {
      TableName: expiry.tableName,
      FilterExpression: '#expiry BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#expiry': expiry.attribute },
      ExpressionAttributeValues: {
        ':from': { N: String(nowSeconds - LONGEST_EXPIRED_SECONDS) },
        ':to': { N: String(nowSeconds) },
      },
    },
  );
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const key = Object.fromEntries(keys.map((name) => [name, item[name] ?? { NULL: true }]));
      await remove(expiry, key, item[expiry.attribute] ?? { NULL: true });
    }
};

/** Removes expired items, which dynalite does not. */
export const openTimeToLive = (clock: Clock, endpointUrl: () => string) => {
  const client = new DynamoDBClient(laterConfiguration(endpointUrl));
  let isClosed = false;
  return {
    /** Sweeps the table now, and then once a day of the cloud's clock. */
    expireItems: (tableName: string, attribute: string): void => {
      const sweepFrom = (momentMs: number): void => {
        clock.at(momentMs, async () => {
          if (isClosed) return;
          try {
            await sweep({ client, tableName, attribute }, momentMs);
          } finally {
            sweepFrom(momentMs + SWEEP_MS);
          }
        });
      };
      sweepFrom(clock.nowMs());
    },
    close: (): void => {
      isClosed = true;
      client.destroy();
    },
  };
};
