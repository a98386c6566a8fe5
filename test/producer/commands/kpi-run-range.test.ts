import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteItemCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { ListExecutionsCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { oracleMetrics } from '../../../checks/oracle.ts';
import { parseExact } from '../../../functions/trip/decimal.ts';
import { clientConfiguration } from '../../../producer/stack/aws-access.ts';
import { money } from '../../../producer/terminal/text.ts';
import { fewPartitions } from '../../flow/assembly-under-test.ts';
import { openCloud, untilDrained } from '../../flow/cloud-under-test.ts';
import { metricsWith } from '../../functions/trip/metrics-under-test.ts';
import { openCsvFolder } from '../produce/trip-files-under-test.ts';
import { stderrOf, tripstream, tripstreamHere } from '../tripstream-under-test.ts';

/** Of the 6 days of March 2025 from the 14th on, four have trips; so does one day on either side. */
const DAYS = Array.from({ length: 6 }, (_, n) => `2025-03-${14 + n}`);
const DAYS_WITH_TRIPS = ['2025-03-13', '2025-03-14', '2025-03-16', '2025-03-17', '2025-03-19', '2025-03-20'];
const RANGE = ['--from', '2025-03-14', '--to', '2025-03-19'];

jest.setTimeout(240_000);

const csv = openCsvFolder();
let cloud: Awaited<ReturnType<typeof openCloud>>;

const writeTrips = () => {
  const trips = Array.from({ length: 60 }, (_, n) => n);
  const ends = trips.map((n) => `${DAYS_WITH_TRIPS[n % 6]} 23:59:5${n % 10},${n}.09620692463166,t${n}\n`);
  const starts = trips.filter((n) => n % 7 !== 0).map((n) => `t${n},2025-03-13 10:00:00\n`);
  return {
    starts: csv.write('start', 'starts.csv', `trip_id,pickup_datetime\n${starts.join('')}`).path,
    ends: csv.write('end', 'ends.csv', `dropoff_datetime,fare_amount,trip_id\n${ends.join('')}`).path,
  };
};

const cli = (...args: string[]) => tripstreamHere([...args, '--endpoint', cloud.url]);

/** The metrics of a day with trips or without, as the oracle has them, in the metrics file's own text. */
const expectedMetrics = ({ starts, ends }: { starts: string; ends: string }) => {
  const oracle = oracleMetrics({
    startsCsv: readFileSync(starts, 'utf8'),
    endsCsv: readFileSync(ends, 'utf8'),
  });
  return (date: string) => {
    const metrics = oracle.get(date) ?? metricsWith({});
    return { ...metrics, count_trips: String(metrics.count_trips) };
  };
};

let files: ReturnType<typeof writeTrips>;

beforeAll(async () => {
  files = writeTrips();
  cloud = await openCloud(undefined, fewPartitions);
  await cli('produce', '--starts', files.starts, '--ends', files.ends, '--json');
  await untilDrained(cloud.url);
});
afterAll(async () => {
  await cloud.close();
  csv.remove();
});

describe('a range of days', () => {
  test('is right for each day, including the first, the last and empty ones', async () => {
    const { code, stdout, stderr } = await cli('kpi', 'run', ...RANGE, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const metricsOf = expectedMetrics(files);
    expect(parseExact(stdout)).toEqual({
      runs: DAYS.map((date) => ({
        date,
        execution: expect.stringMatching(new RegExp(`^kpi-${date}-backfill-[\\w-]+$`)),
        status: 'SUCCEEDED',
        metrics: expect.objectContaining({ date, metrics: metricsOf(date) }),
      })),
    });
    expect(DAYS.filter((date) => metricsOf(date).count_trips !== '0')).toHaveLength(4);
    // The file of a day as it is published, byte for byte.
    const shown = await cli('kpi', 'show', '--date', '2025-03-16', '--json');
    expect(stdout).toContain(`"metrics":${shown.stdout.trimEnd()}`);
  });

  test('has a line a day in the order of the dates, progress and a summary', async () => {
    const { code, stdout, stderr } = await cli('kpi', 'run', ...RANGE);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    const metricsOf = expectedMetrics(files);
    expect(lines[0]).toMatch(/^date +trips +total_fare +execution$/);
    expect(
      lines.slice(1, 1 + DAYS.length).map((line) =>
        line
          .replace(/kpi-.*/, '')
          .trim()
          .split(/ +/),
      ),
    ).toEqual(
      DAYS.map((date) => [date, metricsOf(date).count_trips, money(String(metricsOf(date).total_fare))]),
    );
    const trips = DAYS.reduce((sum, date) => sum + Number(metricsOf(date).count_trips), 0);
    expect(lines[1 + DAYS.length]).toMatch(
      new RegExp(`^Summed 6 of 6 days in [\\d.]+ s: ${trips} trips\\.$`),
    );
    expect(stderr).toMatch(/^Summing: 0 of 6 days\n(.*\n)*Summing: 6 of 6 days\n$/);
  });

  test('with --dry-run is listed, and nothing is started', async () => {
    const before = (await executionNames()).length;
    expect(await cli('kpi', 'run', ...RANGE, '--dry-run')).toEqual({
      code: 0,
      stdout: `${DAYS.join('\n')}\n`,
      stderr: '',
    });
    expect(await executionNames()).toHaveLength(before);
  });

  test('that ends in the future is refused', async () => {
    const { code, stderr } = await cli('kpi', 'run', '--from', '2998-12-31', '--to', '2999-01-01');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^tripstream: 2999-01-01 is in the future: today is [\d-]{10} in America\/New_York\n$/,
    );
  });
});

const executionNames = async (): Promise<readonly string[]> => {
  const states = new SFNClient(clientConfiguration({ endpoint: cloud.url }));
  const { stateMachines = [] } = await states.send(new ListStateMachinesCommand());
  const stateMachineArn = stateMachines[0]?.stateMachineArn;
  const { executions = [] } = await states.send(
    new ListExecutionsCommand({ stateMachineArn, maxResults: 1000 }),
  );
  states.destroy();
  return executions.flatMap(({ name }) => name ?? []);
};

/** Breaks the sum of a day with a completed trip that has no fare, as no end would write it. Returns what mends it. */
const breakDay = async (date: string): Promise<() => Promise<void>> => {
  const dynamoDb = new DynamoDBClient(clientConfiguration({ endpoint: cloud.url }));
  const { TableNames = [] } = await dynamoDb.send(new ListTablesCommand());
  const TableName = TableNames[0];
  const Key = { trip_id: { S: `broken-${date}` } };
  const completed = { completion_partition: { S: `${date}#03` }, pickup_datetime: { S: `${date} 10:00:00` } };
  await dynamoDb.send(new PutItemCommand({ TableName, Item: { ...Key, ...completed } }));
  return async () => {
    await dynamoDb.send(new DeleteItemCommand({ TableName, Key }));
    dynamoDb.destroy();
  };
};

describe('a range in which days fail', () => {
  test('sums the others, says why they failed, and gives the command that repeats only those', async () => {
    const broken = ['2025-03-15', '2025-03-17'];
    const mend = await Promise.all(broken.map(breakDay));
    const { code, stdout, stderr } = await cli('kpi', 'run', ...RANGE);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^2025-03-15 +FAILED +kpi-2025-03-15-backfill-[\w-]+$/m);
    expect(stdout).toMatch(/^Summed 4 of 6 days in .*$/m);
    const [first, second, last = ''] = stderr.trimEnd().split('\n').slice(-3);
    const why = 'ended FAILED: Error: A completed trip has no fare_amount, which every end writes.';
    expect(first).toMatch(new RegExp(`^2025-03-15: kpi-2025-03-15-backfill-[\\w-]+ ${why}$`));
    expect(second).toMatch(new RegExp(`^2025-03-17: kpi-2025-03-17-backfill-[\\w-]+ ${why}$`));
    const command = `kpi run --date ${broken.join(' ')} --endpoint ${cloud.url}`;
    expect(last).toBe(
      `tripstream: 2 of 6 days failed; to see why: npm run tripstream -- kpi history --date 2025-03-15 --endpoint ${cloud.url}; run only those again with: npm run tripstream -- ${command}`,
    );

    const history = await cli('kpi', 'history', '--date', '2025-03-15');
    expect(history.stdout).toMatch(/^kpi-2025-03-15-backfill-[\w-]+: FAILED\n/);
    expect(history.stdout).toMatch(/ {4}Sum every partition of the day .* CAUGHT\n/);
    expect(history.stdout).toMatch(/\n {2}03: failed after 0 retries; Error: A completed trip has no fare/);

    await Promise.all(mend.map((undo) => undo()));
    const repeated = await tripstreamHere([...command.split(' '), '--json']);
    expect(repeated.code).toBe(0);
    expect(JSON.parse(repeated.stdout).runs).toMatchObject(
      broken.map((date) => ({ date, status: 'SUCCEEDED' })),
    );
  });

  test('--json has the error and no metrics of those days', async () => {
    const mend = await breakDay('2025-03-20');
    const { code, stdout } = await cli('kpi', 'run', '--from', '2025-03-20', '--to', '2025-03-21', '--json');
    await mend();
    expect(code).toBe(1);
    expect(JSON.parse(stdout).runs).toEqual([
      {
        date: '2025-03-20',
        execution: expect.any(String),
        status: 'FAILED',
        metrics: null,
        error: expect.stringContaining('A completed trip has no fare_amount'),
      },
      expect.objectContaining({ date: '2025-03-21', status: 'SUCCEEDED' }),
    ]);
  });
});

test('Ctrl-C starts no more runs and says which continue and which days are left', async () => {
  const before = new Set(await executionNames());
  const { code, stderr, stdout } = await tripstream(
    ['kpi', 'run', '--from', '2024-01-01', '--to', '2024-07-18', '--endpoint', cloud.url],
    {
      onStart: async (child) => {
        await stderrOf(child, 'Summing: 0 of 200 days');
        while ((await executionNames()).length === before.size) await sleep(50);
        child.kill('SIGINT');
      },
    },
  );
  expect(code).toBe(130);
  const started = (await executionNames()).filter((name) => !before.has(name));
  const goingOn = /interrupted; no longer waiting for (kpi-[\w-]+(?:, kpi-[\w-]+)*), which continues?; /.exec(
    stderr,
  );
  const waited = goingOn?.[1]?.split(', ') ?? [];
  const summed = stdout.split('\n').filter((line) => / 0 +0 +kpi-/.test(line));
  expect(waited.length).toBeGreaterThan(0);
  expect(waited.length).toBeLessThanOrEqual(4);
  expect(started).toEqual(expect.arrayContaining(waited));
  expect(started).toHaveLength(waited.length + summed.length);
  const lastStarted =
    started
      .map((name) => name.slice(4, 14))
      .sort()
      .at(-1) ?? '';
  const [, from = ''] = /not started: ([\d-]{10}) to 2024-07-18; run the rest with: /.exec(stderr) ?? [];
  expect(Date.parse(from) - Date.parse(lastStarted)).toBe(86_400_000);
  expect(stderr).toContain(`kpi run --from ${from} --to 2024-07-18 --endpoint ${cloud.url}\n`);
});
