import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCsvFolder } from '../../producer/produce/trip-files-under-test.ts';
import { stderrOf, tripstream, tripstreamHere } from '../../producer/tripstream-under-test.ts';
import { fewPartitions } from '../assembly-under-test.ts';
import { openCloud, untilDrained } from '../cloud-under-test.ts';

const TIMEOUT_MS = 240_000;
const DATE = '2024-05-25';
const TRIPS = 20;
/** One in this many ends has an invalid fare. */
const REFUSED_EVERY = 10;
/** Longer than the time in which a second signal counts as the same Ctrl-C. */
const SECOND_PRESS_MS = 400;

let cloud: Awaited<ReturnType<typeof openCloud>>;
const csv = openCsvFolder();
beforeAll(async () => {
  cloud = await openCloud(undefined, fewPartitions);
}, TIMEOUT_MS);
afterAll(async () => {
  csv.remove();
  await cloud.close();
});

type Ending = (child: ChildProcess) => void | Promise<void>;
const by =
  (signal: NodeJS.Signals): Ending =>
  (child) =>
    void child.kill(signal);
const twice: Ending = async (child) => {
  child.kill('SIGINT');
  await sleep(SECOND_PRESS_MS);
  child.kill('SIGINT');
};

/** The exit code of a process that could not set one. */
const ENDED_BY_SIGNAL = -1;

/** Each with its possible exit codes. A second Ctrl-C may hit a process that is done and no longer handles it. */
const ENDINGS: readonly (readonly [name: string, ending: Ending, codes: readonly number[]])[] = [
  ['SIGINT', by('SIGINT'), [130]],
  ['SIGTERM', by('SIGTERM'), [143]],
  ['SIGHUP', by('SIGHUP'), [129]],
  ['two SIGINTs', twice, [130, ENDED_BY_SIGNAL]],
  ['SIGKILL', by('SIGKILL'), [ENDED_BY_SIGNAL]],
];

const isRefused = (trip: number): boolean => trip % REFUSED_EVERY === 0;

/** A start and an end for each trip, with ids of this prefix. */
const writeTrips = (prefix: string) => {
  const fares = Array.from({ length: TRIPS }, (_, trip) => (isRefused(trip) ? '-1' : `${trip}.25`));
  const ends = fares.map((fare, trip) => `${prefix}${trip},${DATE} 11:00:00,${fare}\n`);
  const starts = fares.map((_, trip) => `${prefix}${trip},${DATE} 10:00:00\n`);
  return [
    '--starts',
    csv.write('start', `${prefix}starts.csv`, `trip_id,pickup_datetime\n${starts.join('')}`).path,
    '--ends',
    csv.write('end', `${prefix}ends.csv`, `trip_id,dropoff_datetime,fare_amount\n${ends.join('')}`).path,
  ];
};

const storedTrips = async (prefix: string): Promise<{ completed: string[]; started: string[] }> => {
  const byStatus: Record<string, string[]> = { completed: [], started: [] };
  const pages = paginateScan({ client: new DynamoDBClient() }, { TableName: cloud.output('TripsTableName') });
  for await (const { Items = [] } of pages)
    for (const { trip_id: id, trip_status: status } of Items)
      if (id?.S?.startsWith(prefix)) byStatus[status?.S ?? '']?.push(id.S);
  return { completed: byStatus.completed?.toSorted() ?? [], started: byStatus.started?.toSorted() ?? [] };
};

/** The ids of the refused events with this prefix, each once. Empties the queue. */
const quarantined = async (prefix: string): Promise<string[]> => {
  const ids = new Set<string>();
  const sqs = new SQSClient();
  for (;;) {
    const QueueUrl = cloud.output('QuarantineQueueUrl');
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 600,
      }),
    );
    if (Messages.length === 0) return [...ids].filter((id) => id.startsWith(prefix)).toSorted();
    for (const { Body = '' } of Messages) ids.add(JSON.parse(JSON.parse(Body).payload).trip_id);
  }
};

/** The line after "continue with" or "run the rest with"; undefined if there was no time to say one. */
const lineToGoOn = (stderr: string): string[] | undefined =>
  /with: npm run tripstream -- (.*)\n$/.exec(stderr)?.[1]?.split(' ');

const idsOf = (prefix: string, which: (trip: number) => boolean): string[] =>
  Array.from({ length: TRIPS }, (_, trip) => trip)
    .filter(which)
    .map((trip) => `${prefix}${trip}`)
    .toSorted();

describe('produce, ended in the middle', () => {
  test.each(ENDINGS)(
    'by %s: once it has continued, each event is in the table or in quarantine',
    async (name, ending, codes) => {
      const prefix = `${name.replaceAll(' ', '-')}-`;
      const line = ['produce', ...writeTrips(prefix)];
      const ended = await tripstream([...line, '--rate', '30'], {
        onStart: async (child) => {
          await stderrOf(child, 'Sending: ');
          await ending(child);
        },
      });
      expect(codes).toContain(ended.code);
      expect(ended.stdout).toBe('');
      const goOn = lineToGoOn(ended.stderr)?.filter(
        (word, at, words) => ![word, words[at - 1]].includes('--rate'),
      );
      // A command that could not say how to continue is run again: an event that comes twice changes nothing.
      if (ending !== twice) expect(goOn === undefined).toBe(ended.code === ENDED_BY_SIGNAL);
      expect(await tripstreamHere(goOn ?? line)).toMatchObject({ code: 0 });
      await untilDrained(cloud.url);
      expect(await storedTrips(prefix)).toEqual({
        completed: idsOf(prefix, (trip) => !isRefused(trip)),
        started: idsOf(prefix, isRefused),
      });
      expect(await quarantined(prefix)).toEqual(idsOf(prefix, isRefused));
    },
    TIMEOUT_MS,
  );
});

/** One more than the number of days summed at a time. */
const DAYS = 5;
/** The first days of a month of 2024. */
const daysOf = (month: number): string[] => [
  '--from',
  `2024-0${month}-01`,
  '--to',
  `2024-0${month}-0${DAYS}`,
];

/** How many of these days are published. */
const published = async (days: readonly string[]): Promise<number> => {
  const { stdout } = await tripstreamHere(['kpi', 'export', ...days, '--allow-missing']);
  return stdout.split('\n').filter((row) => row.includes(',published,')).length;
};

describe('kpi run of several days, ended in the middle', () => {
  test.each(ENDINGS.map((ending, index) => [...ending, daysOf(1 + index)] as const))(
    'by %s: once it has continued, all days are published',
    async (_name, ending, codes, days) => {
      const ended = await tripstream(['kpi', 'run', ...days], {
        onStart: async (child) => {
          await stderrOf(child, 'Summing: ');
          await ending(child);
        },
      });
      expect(codes).toContain(ended.code);
      const goOn = lineToGoOn(ended.stderr);
      if (ending !== twice) expect(goOn === undefined).toBe(ended.code === ENDED_BY_SIGNAL);
      expect(await tripstreamHere(goOn ?? ['kpi', 'run', ...days])).toMatchObject({ code: 0 });
      while ((await published(days)) < DAYS) await sleep(400);
    },
    TIMEOUT_MS,
  );

  test(
    'by a reader of its output that has gone: it starts no more days, and says how to continue',
    async () => {
      const { code, stderr } = await tripstream(['kpi', 'run', ...daysOf(1 + ENDINGS.length)], {
        onStart: (child) => child.stdout?.destroy(),
      });
      expect(code).toBe(141);
      expect(stderr).toContain('tripstream: the output cannot be written, its reader has gone: ');
      expect(await tripstreamHere(lineToGoOn(stderr) ?? [])).toMatchObject({ code: 0 });
    },
    TIMEOUT_MS,
  );
});

/** Commands that wait for one execution, with the file that it writes. */
const WAITING: readonly (readonly [line: string, date: string, key: string])[] = [
  ['kpi run --date 2024-03-01', '2024-03-01', 'metrics.json'],
  ['audit --date 2024-03-02 --yes', '2024-03-02', 'audit.json'],
];

/** Resolves when that execution has written the file. */
const untilWritten = async (Key: string, execution: string): Promise<void> => {
  const s3 = new S3Client({ forcePathStyle: true });
  const read = async (): Promise<string> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: cloud.output('MetricsBucketName'), Key }));
    return (await Body?.transformToString()) ?? '';
  };
  const noneYet = (error: unknown): string => {
    if (error instanceof NoSuchKey) return '';
    throw error;
  };
  while (!(await read().catch(noneYet)).includes(`"${execution}"`)) await sleep(300);
};

describe.each(WAITING)('%s, ended while it waits', (line, date, key) => {
  test.each(ENDINGS)(
    'by %s: the execution continues and writes its file',
    async (_name, ending, codes) => {
      const ended = await tripstream(line.split(' '), {
        onStart: async (child) => {
          await stderrOf(child, 'Started ');
          await ending(child);
        },
      });
      // The execution may have ended first.
      expect([...codes, 0]).toContain(ended.code);
      if (ended.code > 0 && ending !== twice)
        expect(ended.stderr).toMatch(/\ntripstream: no longer waiting: the execution \S+ continues.*\n$/);
      const [name = ''] = /(kpi|audit)-[\d-]{10}-manual-\S+/.exec(ended.stderr) ?? [];
      await untilWritten(`daily/${date}/${key}`, name);
    },
    TIMEOUT_MS,
  );
});
