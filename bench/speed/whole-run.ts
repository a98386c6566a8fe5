import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { waitUntilDrained } from '../../producer/local-cloud/pipe-drain.ts';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { produceToStack } from '../../producer/produce/produce-events.ts';
import { clientConfiguration } from '../../producer/stack/aws-access.ts';
import { textOf } from '../../producer/stack/json-field.ts';
import { readStackOutputs } from '../../producer/stack/stack-outputs.ts';
import { type Contest, elapsed } from './compared.ts';
import { writeTripFiles } from './trip-files.ts';

const TRIPS = 5_000;
const BARE_WRITES = 5_000;
const AT_ONCE = 64;

/** The whole pipeline, from CSV files to the table, against bare SDK writes to the same table. */
export const wholeRunComparison = async (signal: AbortSignal): Promise<Contest> => {
  const directory = mkdtempSync(join(tmpdir(), 'tripstream-bench-run-'));
  const assemblyDir = join(directory, 'cdk.out');
  await synthesize(assemblyDir, signal);
  const cloud = await startLocalCloud({ assemblyDir, port: 0, dataDir: join(directory, 'data') });
  const target = { endpoint: cloud.url };
  const outputs = await readStackOutputs(target);
  const client = new DynamoDBClient(clientConfiguration(target));
  const TableName = textOf(cloud.outputs, 'TripsTableName') ?? '';
  let round = 0;
  const pipeline = async () => {
    // New trips each time: a table that has them already would do less work.
    round += 1;
    const files = writeTripFiles(directory, { trips: TRIPS, seed: round, neverEndingStarts: 0 });
    const plan = { files, order: 'interleaved' as const, seed: 1, skip: 0 };
    const { failure } = await produceToStack(plan, { target, outputs, stop: signal, silent: true });
    if (failure !== undefined) throw failure.error;
    await waitUntilDrained(cloud.url, { signal });
  };
  const bareWrites = async () => {
    const ids = Array.from({ length: BARE_WRITES }, (_, index) => `bare-${round}-${index}`).values();
    const writer = async () => {
      for (const id of ids)
        await client.send(
          new UpdateItemCommand({
            TableName,
            Key: { trip_id: { S: id } },
            UpdateExpression: 'SET fare_amount = :fare',
            ExpressionAttributeValues: { ':fare': { N: '1' } },
          }),
        );
    };
    await Promise.all(Array.from({ length: AT_ONCE }, writer));
  };
  return {
    name: 'record an event, from the CSV file to the table',
    baseline: 'a bare UpdateItem of the SDK, 64 at once',
    items: 2 * TRIPS,
    leastItems: BARE_WRITES,
    rounds: 3,
    ours: elapsed(pipeline),
    least: elapsed(bareWrites),
    close: async () => {
      client.destroy();
      await cloud.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
