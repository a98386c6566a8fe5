import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchGetItem$,
  BatchWriteItem$,
  CreateTable$,
  DeleteItem$,
  DescribeTable$,
  GetItem$,
  ListTables$,
  PutItem$,
  Query$,
  Scan$,
  UpdateItem$,
} from '@aws-sdk/client-dynamodb';
import db from 'dynalite/db/index.js';
import type { Listener } from '../../endpoint/answer.ts';
import './dynalite-index-keys.ts';
import './parsed-expressions.ts';
import { type AwsOperation, jsonProtocol } from '../../endpoint/aws-json-protocol.ts';
import { requestShape } from '../../endpoint/request-shape.ts';
import { dynaliteOperation } from './dynalite-operation.ts';
import { itemCounts } from './item-counts.ts';
import { keepTables, makeFewCalls } from './level-calls.ts';

/** The operations that the stack and its clients need. The third part of a model is its name, the fifth its input. */
const MODELS = [
  ...[BatchGetItem$, BatchWriteItem$, CreateTable$, DeleteItem$, DescribeTable$, GetItem$],
  ...[ListTables$, PutItem$, Query$, Scan$, UpdateItem$],
];

/**
 * DynamoDB by dynalite, on LevelDB in `dataDir`. Without one it uses a temporary directory, removed on close:
 * on disk, a large table needs little memory.
 */
export const openDynamoDb = async ({
  dataDir,
}: {
  dataDir?: string;
}): Promise<{ listener: Listener; close(): Promise<void> }> => {
  const path = dataDir ?? (await mkdtemp(join(tmpdir(), 'tripstream-dynamodb-')));
  await mkdir(path, { recursive: true });
  const store = db.create({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await store.db.open();
  makeFewCalls(store.db, (work) => store.lifecycleManager.trackOperation(work));
  keepTables(store);
  const withCounts = itemCounts(store);
  const operations: Record<string, AwsOperation> = {};
  for (const [, , name, , input] of MODELS) {
    const shape = requestShape(input);
    const operation = await dynaliteOperation(name, store);
    operations[name] =
      name === 'DescribeTable'
        ? async (request) => withCounts(await operation(shape(request)))
        : (request) => operation(shape(request));
  }
  return {
    listener: jsonProtocol({
      targetPrefix: 'DynamoDB_20120810',
      contentType: 'application/x-amz-json-1.0',
      operations,
    }),
    close: async () => {
      await store.lifecycleManager.gracefulClose();
      if (dataDir === undefined) await rm(path, { recursive: true });
    },
  };
};
