import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCloudAt } from './cloud-in-another-time.ts';
import { untilDrained } from './cloud-under-test.ts';
import { tripsAndNights } from './nights-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;
const DAY_MINUTES = 24 * 60;
const DATE = '2026-03-01';

let cloud: Awaited<ReturnType<typeof openCloudAt>>;
beforeAll(async () => {
  cloud = await openCloudAt(Date.parse('2026-03-01T18:00:00Z'), { KEEP_TRIPS_DAYS: '44' });
}, TIMEOUT_MILLISECONDS);
afterAll(() => cloud.close());

const tripsInTable = async (): Promise<readonly string[]> => {
  const { Items = [] } = await new DynamoDBClient().send(
    new ScanCommand({ TableName: cloud.output('TripsTableName'), ConsistentRead: true }),
  );
  return Items.flatMap(({ trip_id: id }) => id?.S ?? [])
    .filter((id) => !id.includes('#'))
    .toSorted();
};

/** Starts an execution for DATE by hand, and returns how it ends. */
const startedFor = async (machine: 'DailyKpiStateMachineArn' | 'AuditStateMachineArn') => {
  const states = new SFNClient();
  const input = JSON.stringify({ date: DATE });
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn: cloud.output(machine), input }),
  );
  await tripsAndNights(cloud).endOfNight(executionArn);
  const { status, error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
  return { status, error, cause };
};

test(
  'trips are removed 44 days after their dropoff, and from then on their day is neither summed nor audited',
  async () => {
    const { start, end, fileOf, nightOf } = tripsAndNights(cloud);
    await Promise.all([start('a', DATE), end('a', '10.10', DATE), start('never-ends', DATE)]);
    await untilDrained(cloud.url());
    await cloud.advance(DAY_MINUTES);
    expect(await nightOf('2026-03-02')).toMatchObject({ status: 'SUCCEEDED' });

    // 14 April is the 44th day after.
    await cloud.advance(43 * DAY_MINUTES);
    expect(await startedFor('DailyKpiStateMachineArn')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await startedFor('AuditStateMachineArn')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await tripsInTable()).toEqual(['a', 'never-ends']);
    const published = await fileOf(`daily/${DATE}/metrics.json`);
    expect(published).toMatchObject({ metrics: { count_trips: 1, total_fare: 10.1 } });

    await cloud.advance(DAY_MINUTES);
    const cause = `The trips of ${DATE} are no longer kept: the oldest date with all its trips is 2026-03-02. Its published metrics stay as they are.`;
    for (const machine of ['DailyKpiStateMachineArn', 'AuditStateMachineArn'] as const)
      expect(await startedFor(machine)).toEqual({
        status: 'FAILED',
        error: 'InvalidRunInput',
        cause: expect.stringContaining(cause),
      });
    await cloud.advance(2 * DAY_MINUTES);
    expect(await tripsInTable()).toEqual([]);
    expect(await fileOf(`daily/${DATE}/metrics.json`)).toEqual(published);

    // Trips removed by a deployment that kept them for 44 days do not come back with one that keeps them for good.
    await cloud.redeploy({});
    expect(await startedFor('DailyKpiStateMachineArn')).toMatchObject({ error: 'InvalidRunInput' });
    expect(await fileOf(`daily/${DATE}/metrics.json`)).toEqual(published);
  },
  TIMEOUT_MILLISECONDS,
);
