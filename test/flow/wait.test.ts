import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { PipesClient, StartPipeCommand, StopPipeCommand } from '@aws-sdk/client-pipes';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stderrOf, tripstream, tripstreamHere } from '../producer/tripstream-under-test.ts';
import { openCloud } from './cloud-under-test.ts';
import { endpointWithout } from './endpoint-without-under-test.ts';

const TIMEOUT_MILLISECONDS = 300_000;

let cloud: Awaited<ReturnType<typeof openCloud>>;
beforeAll(async () => {
  cloud = await openCloud({
    seed: 5,
    faults: [
      { service: 'function', kind: 'crash', rate: 0.15 },
      { service: 'dynamodb', operation: 'UpdateItem', kind: 'throttle', rate: 0.02, burst: 4 },
      { service: 'dynamodb', operation: 'UpdateItem', kind: 'refuse', rate: 1, match: 'poison' },
      { service: 'pipe', kind: 'duplicate', rate: 0.1 },
    ],
  });
  mkdirSync(cloud.folder('csv'));
}, TIMEOUT_MILLISECONDS);
afterAll(() => cloud.close());

const csvFile = (name: string, rows: readonly string[]): string => {
  const path = cloud.folder(`csv/${name}`);
  writeFileSync(path, `${rows.join('\n')}\n`);
  return path;
};

const startsFile = (name: string, ids: readonly string[]) =>
  csvFile(name, ['trip_id,pickup_datetime', ...ids.map((id) => `${id},2024-05-25 10:00:00`)]);

const endsFile = (name: string, rows: readonly (readonly [id: string, fare: string])[]) =>
  csvFile(name, [
    'trip_id,dropoff_datetime,fare_amount',
    ...rows.map(([id, fare]) => `${id},2024-05-25 10:20:00,${fare}`),
  ]);

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}-${n}`);

/** Sends other events to the same stream, all refused, some for the same trips. */
const sendMeanwhile = (trips: readonly string[]) =>
  new KinesisClient().send(
    new PutRecordsCommand({
      StreamName: cloud.output('TripEndStreamName'),
      Records: trips.map((trip_id) => ({
        PartitionKey: trip_id,
        Data: Buffer.from(
          JSON.stringify({ trip_id, dropoff_datetime: '2024-05-25 10:25:00', fare_amount: 'x' }),
        ),
      })),
    }),
  );

test(
  'despite faults, what was sent adds up, whatever others send; refused rows are named, and set the exit code',
  async () => {
    const good = ids('a', 30);
    const starts = startsFile('starts.csv', good);
    const ends = endsFile('ends.csv', [
      ...good.map((id): [string, string] => [id, '12.50']),
      ['a-1', '13'],
      ['bad-1', 'free'],
      ['bad-2', '-1'],
      ['poison', '5'],
    ]);
    const args = ['produce', '--starts', starts, '--ends', ends, '--wait'];
    const { code, stdout, stderr } = await tripstream(args, {
      onStart: async (child) => {
        await stderrOf(child, 'Sending');
        await sendMeanwhile(['a-2', 'bad-1', 'other']);
      },
    });
    expect(code).toBe(1);
    const [, ...counts] =
      /Of (\d+) events: (\d+) stored, (\d+) superseded by later events of their trips, (\d+) quarantined, (\d+) dead-lettered, (\d+) still waiting\./.exec(
        stdout,
      ) ?? [];
    const [sent = 0, stored = 0, superseded = 0, quarantined = 0, deadLettered = 0, waiting = 0] =
      counts.map(Number);
    expect({ sent, quarantined, deadLettered, waiting }).toEqual({
      ...{ sent: 64, quarantined: 2, deadLettered: 1, waiting: 0 },
    });
    // The first end of a-1 was stored, or has already been replaced by the second one when it is looked for.
    expect(stored + superseded).toBe(61);
    expect(superseded).toBeLessThanOrEqual(1);
    expect(stdout.indexOf('row 32')).toBeLessThan(stdout.indexOf('row 33'));
    expect(stdout).toContain(`  ${ends}, row 32 (trip bad-1), in quarantine: fare_amount must be`);
    expect(stdout).toContain(`  ${ends}, row 33 (trip bad-2), in quarantine: fare_amount must be`);
    expect(stdout).toContain(`  ${ends}, row 34 (trip poison), in dead letters: ValidationException: `);
    expect(stderr).toMatch(/\nRecording: \d+ of 64 events\n/);
    expect(stderr).toContain('Recording: 64 of 64 events\n');
    const line = `tripstream: 3 of 64 events are not recorded: 2 in quarantine (npm run tripstream -- quarantine list --endpoint ${cloud.url}), 1 in the dead letters (npm run tripstream -- redrive --dry-run --endpoint ${cloud.url})\n`;
    expect(stderr.endsWith(line)).toBe(true);
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a replay says what became of its events, and exits with 0 if all are recorded',
  async () => {
    const refused = cloud.folder('csv/refused.csv');
    await tripstreamHere(['quarantine', 'export', '--out', refused]);
    writeFileSync(refused, readFileSync(refused, 'utf8').replace(/,free,|,'?-1,|,x,/g, ',7,'));
    const { code, stdout } = await tripstreamHere(['quarantine', 'replay', refused, '--wait', '--json']);
    const { sent, recorded } = JSON.parse(stdout);
    expect({ code, sent }).toEqual({ code: 0, sent: 5 });
    expect(recorded).toMatchObject({ quarantined: 0, dead_lettered: 0, waiting: 0, refused: [] });
    expect(recorded.stored + recorded.superseded).toBe(5);
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a redrive of a record whose cause is still there says that it waits in the dead letters again',
  async () => {
    const { code, stdout, stderr } = await tripstreamHere(['redrive', '--wait', '--json', '--max', '1']);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ records: 1, handed_over: 1 },
      recorded: {
        ...{ stored: 0, superseded: 0, quarantined: 0, dead_lettered: 1, waiting: 0 },
        refused: [{ in_file: null, trip_id: 'poison', waits_in: 'dead letters' }],
      },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('tripstream: 1 of 1 event is not recorded: 1 in the dead letters');
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'if everything is recorded, it exits with 0, and with --json prints nothing on stderr',
  async () => {
    const ends = endsFile('good.csv', [
      ['g-1', '1'],
      ['g-1', '2'],
      ['g-2', '3'],
    ]);
    const { code, stdout, stderr } = await tripstreamHere(['produce', '--ends', ends, '--wait', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const result = JSON.parse(stdout);
    const none = { quarantined: 0, dead_lettered: 0, waiting: 0 };
    const { stored } = result.recorded;
    expect(result).toEqual({
      sent: { starts: 0, ends: 3 },
      retried: 0,
      seconds: expect.any(Number),
      recorded: { stored, superseded: 3 - stored, ...none, refused: [] },
    });
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a pipe that is stopped, and so would never finish, is reported',
  async () => {
    const Name = cloud.output('TripEndPipeName');
    const pipes = new PipesClient();
    await pipes.send(new StopPipeCommand({ Name }));
    const ends = endsFile('stopped.csv', [['s-1', '1']]);
    const stopped = await tripstreamHere(['produce', '--ends', ends, '--wait']);
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain(`tripstream: the pipe ${Name} is STOPPED`);
    await pipes.send(new StartPipeCommand({ Name }));
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'on an endpoint that does not say what its pipes do, it waits until each event is found',
  async () => {
    const endpoint = await endpointWithout('_local', cloud.url, { status: 404, body: 'not here' });
    const ends = endsFile('elsewhere.csv', [
      ['e-1', '1'],
      ['e-2', 'free'],
      ['poison', '1'],
    ]);
    const { stdout } = await tripstreamHere([
      'produce',
      '--ends',
      ends,
      '--wait',
      '--endpoint',
      endpoint.url,
      '--json',
    ]);
    endpoint.close();
    expect(JSON.parse(stdout).recorded).toMatchObject({
      ...{ stored: 1, superseded: 0, quarantined: 1, dead_lettered: 1, waiting: 0 },
      refused: expect.arrayContaining([
        expect.objectContaining({ in_file: `${ends}, row 2`, trip_id: 'e-2', waits_in: 'quarantine' }),
        expect.objectContaining({ in_file: `${ends}, row 3`, trip_id: 'poison', waits_in: 'dead letters' }),
      ]),
    });
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'Ctrl-C ends the wait and reports what is recorded so far',
  async () => {
    const Name = cloud.output('TripEndPipeName');
    const pipes = new PipesClient();
    await pipes.send(new StopPipeCommand({ Name }));
    const endpoint = await endpointWithout('_local', cloud.url, { status: 404, body: 'not here' });
    const files = [
      '--starts',
      startsFile('more.csv', ['i-1']),
      '--ends',
      endsFile('held.csv', [['i-2', '1']]),
    ];
    const interrupted = await tripstream(['produce', ...files, '--wait', '--endpoint', endpoint.url], {
      onStart: async (child) => {
        await stderrOf(child, 'Recording: 1 of 2');
        child.kill('SIGINT');
      },
    });
    endpoint.close();
    await pipes.send(new StartPipeCommand({ Name }));
    expect(interrupted.code).toBe(130);
    expect(interrupted.stderr).toMatch(
      /tripstream: no longer waiting: all events were sent, 1 of them are recorded so far, and the pipeline continues with the other 1\n$/,
    );
  },
  TIMEOUT_MILLISECONDS,
);
