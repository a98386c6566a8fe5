import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { COMPLETED_TRIPS_INDEX } from '../../functions/trip/trip.ts';
import { connectQueues, countMessages } from '../../producer/repair/queue-contents.ts';
import { clientConfiguration } from '../../producer/stack/aws-access.ts';
import type { Sample } from './sample.ts';
import { type DeployedStack, outputOf } from './tools/cdk.ts';
import { CheckFailed, checkEqual } from './tools/check.ts';
import type { RunningProgram } from './tools/run-command.ts';

const POLL_MS = 1_000;
const DELIVERY_TIMEOUT_MS = 300_000;

export interface Waiting {
  readonly url: string;
  readonly pipes: RunningProgram;
  readonly signal: AbortSignal;
}

const countItems = async (client: DynamoDBClient, TableName: string, IndexName?: string): Promise<number> => {
  let count = 0;
  for await (const page of paginateScan(
    { client },
    {
      FilterExpression: 'NOT contains(trip_id, :mark)',
      ExpressionAttributeValues: { ':mark': { S: '#' } },
      TableName,
      IndexName,
      Select: 'COUNT',
    },
  ))
    count += page.Count ?? 0;
  return count;
};

/** Polls until `isDone`, while the pipes run. @throws {CheckFailed} after five minutes */
const poll = async <T>(
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
  { pipes, signal }: Waiting,
): Promise<T> => {
  const deadline = Date.now() + DELIVERY_TIMEOUT_MS;
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    if (Date.now() > deadline)
      throw new CheckFailed(
        `after ${DELIVERY_TIMEOUT_MS / 1000} s there are ${JSON.stringify(answer)}; the pipe runner says:\n${pipes.output()}`,
      );
    await Promise.race([sleep(POLL_MS, undefined, { signal }), pipes.failure]);
  }
};

const queueCounts = async (stack: DeployedStack, { url }: Waiting) => {
  const sqs = connectQueues({ endpoint: url });
  const [quarantined, deadLettered] = await Promise.all([
    countMessages(sqs, outputOf(stack, 'QuarantineQueueUrl')),
    countMessages(sqs, outputOf(stack, 'DeadLetterQueueUrl')),
  ]);
  return { quarantined, deadLettered };
};

/** Waits until the table and its index hold exactly the expected trips, and checks that nothing was refused. */
export const untilRecorded = async (
  stack: DeployedStack,
  { trips, completedTrips }: Sample,
  waiting: Waiting,
): Promise<void> => {
  const client = new DynamoDBClient(clientConfiguration({ endpoint: waiting.url }));
  const tableName = outputOf(stack, 'TripsTableName');
  const countTrips = async () => ({
    trips: await countItems(client, tableName),
    completedTrips: await countItems(client, tableName, COMPLETED_TRIPS_INDEX.name),
  });
  const found = await poll(
    countTrips,
    (counts) => counts.trips >= trips && counts.completedTrips >= completedTrips,
    waiting,
  );
  checkEqual('trips in the table', found, { trips, completedTrips });
  checkEqual('refused events', await queueCounts(stack, waiting), { quarantined: 0, deadLettered: 0 });
};

/** Waits until one event is in quarantine, and checks that no pipe gave up on a record. */
export const untilQuarantined = async (stack: DeployedStack, waiting: Waiting): Promise<void> => {
  const counts = () => queueCounts(stack, waiting);
  const found = await poll(counts, ({ quarantined }) => quarantined > 0, waiting);
  checkEqual('refused events', found, { quarantined: 1, deadLettered: 0 });
};
