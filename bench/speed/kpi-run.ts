import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type AttributeValue, BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { seededRandom } from '../../data/seeded-random.ts';
import { ENVIRONMENT } from '../../functions/contracts/agreed.ts';
import { dateDaysBefore } from '../../functions/trip/business-time.ts';
import { COMPLETED_TRIPS_INDEX, partitionOf, partitionsOf } from '../../functions/trip/trip.ts';
import { bundle } from '../../infra/compute/bundle.ts';
import { heapOptions } from '../../local/services/lambda/environment.ts';
import { openTrips } from '../../test/functions/intake/trips-under-test.ts';
import { TRIPSTREAM } from '../cost/workload.ts';
import { median } from './compared.ts';
import { functionVariables } from './starts.ts';

const TABLE = 'trips';
const DATE = '2024-05-25';
const PARTITIONS = 16;
const TRIPS_OF_ANOTHER_DAY = 20;
const WRITES_AT_ONCE = 32;
const ROUNDS = 3;

/** Limits with which no ride is implausible. */
const VARIABLES = {
  [ENVIRONMENT.tripsTableName]: TABLE,
  [ENVIRONMENT.longestRideHours]: '24',
  [ENVIRONMENT.highestFare]: '1000',
};

/**
 * One lane with all partitions of the day, in a process like that of a function. On Linux, `maxRSS` starts with the
 * parent's memory; `VmHWM` does not.
 */
const SUM_THE_DAY = `
  import { existsSync, readFileSync } from 'node:fs';
  const { handler } = await import(process.argv[1]);
  const lane = { partitions: JSON.parse(process.argv[2]) };
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const context = { getRemainingTimeInMillis: () => 900_000 - (performance.now() - startedAt) };
  const { aggregate, pages } = await handler({ lane, stop_at: '9999-12-31T00:00:00.000Z' }, context);
  const { user, system } = process.cpuUsage(before);
  const peakKibibytes = existsSync('/proc/self/status')
    ? Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
    : process.resourceUsage().maxRSS;
  const maxMegabytes = peakKibibytes * 1_024 / 1e6;
  console.log(JSON.stringify({ trips: aggregate.count, pages, seconds: (performance.now() - startedAt) / 1_000, processorSeconds: (user + system) / 1e6, maxMegabytes }));`;

/** What it took the function to sum a day. */
export interface KpiRunFigure {
  readonly trips: number;
  readonly otherDays: number;
  readonly pages: number;
  readonly seconds: number;
  /** The CPU time of the function alone. */
  readonly processorMicrosecondsPerTrip: number;
  readonly maxMegabytes: number;
}

/** Writes items through the endpoint, with many requests at once, each as large as DynamoDB allows. */
const fill = async (client: DynamoDBClient, items: Iterable<Record<string, AttributeValue>>) => {
  const waiting = items[Symbol.iterator]();
  const writer = async () => {
    for (;;) {
      const batch = Array.from({ length: 25 }, () => waiting.next().value).filter(
        (item) => item !== undefined,
      );
      if (batch.length === 0) return;
      const requests = batch.map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: requests } }));
    }
  };
  await Promise.all(Array.from({ length: WRITES_AT_ONCE }, writer));
};

const random = seededRandom(7);

function* completedTrips(date: string, from: number, to: number): Generator<Record<string, AttributeValue>> {
  for (let index = from; index < to; index += 1) {
    const id = `${date}-${index}`;
    const hour = String(index % 24).padStart(2, '0');
    const minute = String(index % 40).padStart(2, '0');
    yield {
      trip_id: { S: id },
      [COMPLETED_TRIPS_INDEX.partitionKey]: { S: partitionOf(id, date, PARTITIONS) },
      [COMPLETED_TRIPS_INDEX.sortKey]: { S: `${date} ${hour}:${minute}:00` },
      dropoff_datetime: { S: `${date} ${hour}:59:59` },
      fare_amount: { N: `${3 + random.below(100)}.${1 + random.below(99_999)}` },
    };
  }
}

const sumDay = async (folder: string) => {
  const partitions = JSON.stringify(partitionsOf(DATE, PARTITIONS));
  const heap = heapOptions(TRIPSTREAM.functionMemoryGb * 1_024);
  const args = [...heap, '--input-type=module', '--eval', SUM_THE_DAY, join(folder, 'index.mjs'), partitions];
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
  const child = spawn(process.execPath, args, {
    env: { ...functionVariables, AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...VARIABLES },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`summing the day ended with ${code}: ${printed}`);
  const summed: Record<'trips' | 'pages' | 'seconds' | 'processorSeconds' | 'maxMegabytes', number> =
    JSON.parse(printed.trim().split('\n').at(-1) ?? '');
  return summed;
};

/** Sums days of growing size, in a table that also has other days: first a hundred, then a thousand. */
export const kpiRunFigures = async (
  sizes: readonly number[],
  say: (what: string) => void,
): Promise<readonly KpiRunFigure[]> => {
  const scratch = mkdtempSync(join(tmpdir(), 'tripstream-bench-kpi-'));
  await bundle('functions/daily-kpi/aggregate-partition.lambda.ts', scratch);
  const { client, close } = await openTrips([TABLE]);
  try {
    const otherDays = async (from: number, to: number) => {
      for (let day = from; day < to; day += 1)
        await fill(client, completedTrips(dateDaysBefore(DATE, day + 1), 0, TRIPS_OF_ANOTHER_DAY));
    };
    const figures: KpiRunFigure[] = [];
    const measure = async (trips: number, days: number) => {
      const runs = [];
      for (let round = 0; round < ROUNDS; round += 1) runs.push(await sumDay(scratch));
      if (runs.some((run) => run.trips !== trips)) throw new Error(`a run counted other than ${trips} trips`);
      figures.push({
        ...{ trips, otherDays: days, pages: runs[0]?.pages ?? 0 },
        seconds: median(runs.map(({ seconds }) => seconds)),
        processorMicrosecondsPerTrip: median(runs.map((run) => (run.processorSeconds / trips) * 1e6)),
        maxMegabytes: Math.max(...runs.map(({ maxMegabytes }) => maxMegabytes)),
      });
    };
    await otherDays(0, 100);
    let written = 0;
    for (const trips of sizes) {
      say(`KPI run: writing ${trips} trips…`);
      await fill(client, completedTrips(DATE, written, trips));
      written = trips;
      await measure(trips, 100);
    }
    say('KPI run: writing 900 other days…');
    await otherDays(100, 1_000);
    await measure(written, 1_000);
    return figures;
  } finally {
    await close();
    rmSync(scratch, { recursive: true, force: true });
  }
};
