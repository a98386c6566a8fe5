import { KinesisClient } from '@aws-sdk/client-kinesis';
import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals';
import { EventPace } from '../../../producer/produce/event-pace.ts';
import { selectEvents } from '../../../producer/produce/event-source.ts';
import {
  type ProduceOutcome,
  type ProducePlan,
  produceEvents,
  sendEvents,
} from '../../../producer/produce/produce-events.ts';
import { clientConfiguration } from '../../../producer/stack/aws-access.ts';
import { type Fault, startScriptedKinesis } from './scripted-kinesis.ts';
import { openCsvFolder } from './trip-files-under-test.ts';

const csv = openCsvFolder();
const FILES = [csv.writeStarts(800), csv.writeEnds(700)];
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of closing.splice(0)) await close();
});
afterAll(csv.remove);

const never = (): undefined => undefined;

const produce = async ({
  fault = never,
  status,
  stop = new AbortController(),
  onSent,
  plan = {},
}: {
  fault?: Fault;
  status?: (request: number) => number;
  stop?: AbortController;
  onSent?: (count: number) => void;
  plan?: Partial<ProducePlan>;
} = {}) => {
  const server = await startScriptedKinesis(fault, status);
  closing.push(server.close);
  const kinesis = new KinesisClient({ ...clientConfiguration(server), maxAttempts: 1 });
  const outcome: ProduceOutcome = await produceEvents(
    { files: FILES, order: 'interleaved', seed: 1, skip: 0, ...plan },
    {
      kinesis,
      streamNames: { start: 'starts', end: 'ends' },
      stop: stop.signal,
      ...(onSent === undefined ? {} : { onSent }),
    },
  );
  kinesis.destroy();
  return { server, outcome, ids: server.accepted.map((payload): string => JSON.parse(payload).trip_id) };
};

const idsUpTo = (starts: number, ends: number): string[] => [
  ...Array.from({ length: starts }, (_, n) => `s${n + 1}`),
  ...Array.from({ length: ends }, (_, n) => `e${n + 1}`),
];

describe('producing events', () => {
  test('goes in full batches to the stream of their kind, each row once, verbatim', async () => {
    const { server, outcome, ids } = await produce();
    expect(outcome).toMatchObject({
      sent: { starts: 800, ends: 700 },
      retried: 0,
      acknowledgedPrefix: 1500,
    });
    expect(outcome.failure).toBeUndefined();
    expect(ids.toSorted()).toEqual(idsUpTo(800, 700).sort());
    expect(server.requests.map(({ records }) => records.length).sort()).toEqual([200, 300, 500, 500]);
    expect(server.accepted).toContain(
      '{"dropoff_datetime":"2024-05-25 11:00:00","fare_amount":"7.40096","trip_id":"e8"}',
    );
    const misplaced = server.requests.flatMap(({ streamName, records }) =>
      records.filter(({ PartitionKey }) => !PartitionKey.startsWith(streamName === 'starts' ? 's' : 'e')),
    );
    expect(misplaced).toEqual([]);
  });

  test('sends again only what was refused: nothing is lost and nothing comes twice', async () => {
    const refusedOnce: Fault = (_record, place, attempt) =>
      place % 7 === 3 && attempt === 1 ? 'ProvisionedThroughputExceededException' : undefined;
    const { server, outcome, ids } = await produce({ fault: refusedOnce });
    expect(ids.toSorted()).toEqual(idsUpTo(800, 700).sort());
    expect(outcome.sent).toEqual({ starts: 800, ends: 700 });
    const putInAll = server.requests.reduce((sum, { records }) => sum + records.length, 0);
    expect(outcome.retried).toBe(putInAll - 1500);
    expect(outcome.retried).toBeGreaterThan(150);
  });

  test('a request that fails as a whole is sent again as a whole', async () => {
    const { outcome, ids } = await produce({ status: (request) => (request === 2 ? 500 : 200) });
    expect(ids.toSorted()).toEqual(idsUpTo(800, 700).sort());
    expect(outcome.failure).toBeUndefined();
    expect(outcome.retried).toBeGreaterThan(0);
  });

  test('an error that no retry can fix ends it at once and says so', async () => {
    const { server, outcome } = await produce({ status: () => 400, plan: { limit: 10 } });
    expect(outcome).toMatchObject({ sent: { starts: 0, ends: 0 }, acknowledgedPrefix: 0 });
    expect(outcome.failure?.error).toMatchObject({ name: 'ResourceNotFoundException', message: 'scripted' });
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });

  test('a record that is refused for good ends the run; what is acknowledged up to it is known', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0); // no pause between its tries
    const refused: Fault = ({ PartitionKey }) => (PartitionKey === 'e601' ? 'InternalFailure' : undefined);
    const { outcome } = await produce({ fault: refused });
    expect(outcome.failure?.error).toMatchObject({
      message: 'the stream ends refused 1 event 10 times (InternalFailure: scripted)',
    });
    // e601 is the 1202nd event when starts and ends alternate.
    expect(outcome.acknowledgedPrefix).toBe(1201);
    expect(outcome.rest.skip).toBe(1201);
  });

  test('what is left after a failure is exactly what was not sent: continuing with it sends each event once', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0); // no pause between its tries
    const refused: Fault = ({ PartitionKey }) => (PartitionKey === 'e601' ? 'InternalFailure' : undefined);
    const first = await produce({ fault: refused });
    const { rest, sent } = first.outcome;
    expect(rest.except.size).toBeGreaterThan(100);
    expect(rest.skip + rest.except.size).toBe(sent.starts + sent.ends);
    const second = await produce({ plan: rest });
    expect([...first.ids, ...second.ids].sort()).toEqual(idsUpTo(800, 700).sort());
    expect(second.outcome.rest).toEqual({ skip: 1500, except: new Set() });
  });

  test('what was skipped is skipped again when the continuation fails, too', async () => {
    const fails = { fault: never, status: () => 400 };
    const { outcome } = await produce({
      ...fails,
      plan: { skip: 10, limit: 5, except: new Set([12, 1400]) },
    });
    expect(outcome.rest).toEqual({ skip: 10, except: new Set([12, 1400]) });
  });

  test('a stream that gives no answer is said to be out of reach, not to have refused', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0); // no pause between its tries
    // Port 1 is reserved and has no listener.
    const kinesis = new KinesisClient({
      ...clientConfiguration({ endpoint: 'http://127.0.0.1:1' }),
      maxAttempts: 1,
    });
    const { failure, sent } = await produceEvents(
      { files: FILES, order: 'interleaved', seed: 1, skip: 0, limit: 1 },
      { kinesis, streamNames: { start: 'starts', end: 'ends' }, stop: new AbortController().signal },
    );
    kinesis.destroy();
    expect(sent).toEqual({ starts: 0, ends: 0 });
    expect(failure?.error).toMatchObject({
      message:
        'the stream starts: the endpoint cannot be reached (connect ECONNREFUSED 127.0.0.1:1), tried 10 times',
    });
  });

  test('told to give up, it tries at most once more, and says how often it has tried', async () => {
    const server = await startScriptedKinesis(() => 'InternalFailure');
    closing.push(server.close);
    const kinesis = new KinesisClient({ ...clientConfiguration(server), maxAttempts: 1 });
    const giveUp = new AbortController();
    const { failure, rest } = await produceEvents(
      { files: FILES, order: 'interleaved', seed: 1, skip: 0, limit: 3 },
      {
        kinesis,
        streamNames: { start: 'starts', end: 'starts' },
        stop: new AbortController().signal,
        giveUp: giveUp.signal,
        onRetry: () => giveUp.abort(),
      },
    );
    kinesis.destroy();
    expect(failure?.error).toMatchObject({
      message: expect.stringMatching(
        /^the stream starts refused \d events? [12] times? \(InternalFailure: scripted\)$/,
      ),
    });
    expect(rest.skip).toBe(0);
  });

  test('told to stop, it sends what it has read; continuing from there sends each event once', async () => {
    const stop = new AbortController();
    const first = await produce({
      stop,
      plan: { eventsPerSecond: 1000 },
      onSent: (count) => count >= 600 && stop.abort(),
    });
    const { acknowledgedPrefix, sent } = first.outcome;
    expect(acknowledgedPrefix).toBe(sent.starts + sent.ends);
    expect(acknowledgedPrefix).toBeGreaterThanOrEqual(600);
    expect(acknowledgedPrefix).toBeLessThan(1500);
    const second = await produce({ plan: { skip: acknowledgedPrefix } });
    expect([...first.ids, ...second.ids].sort()).toEqual(idsUpTo(800, 700).sort());
  });

  test('a ragged row ends it after everything before that row is sent', async () => {
    const ragged = csv.write('start', 'ragged.csv', `trip_id,pickup_datetime\n${'a,b\n'.repeat(700)}c\n`);
    const { outcome } = await produce({ plan: { files: [ragged] } });
    expect(outcome).toMatchObject({ sent: { starts: 700 }, acknowledgedPrefix: 700 });
    expect(outcome.failure?.error).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('row 701'),
    });
  });

  test('rows without a usable trip_id are still sent, for the pipeline to refuse', async () => {
    const long = 'x'.repeat(257);
    const file = csv.write('start', 'ids.csv', `trip_id,pickup_datetime\n,b\n${long},b\nok,b\n`);
    const { server, ids } = await produce({ plan: { files: [file] } });
    expect(ids).toEqual(['', long, 'ok']);
    expect(server.requests[0]?.records.map(({ PartitionKey }) => PartitionKey)).toEqual([
      'row-1',
      'row-2',
      'ok',
    ]);
  });

  test('no request is larger than 10 MiB, and a row that no record can hold is refused by name', async () => {
    const large = 'y'.repeat(900 * 1024);
    const file = csv.write('start', 'large.csv', `trip_id,pickup_datetime\n${`a,${large}\n`.repeat(12)}`);
    const { server, outcome } = await produce({ plan: { files: [file] } });
    expect(outcome.failure).toBeUndefined();
    expect(outcome.sent.starts).toBe(12);
    expect(server.requests.map(({ records }) => records.length).sort()).toEqual([1, 11]);
    const tooLarge = csv.write(
      'start',
      'too-large.csv',
      `trip_id,pickup_datetime\na,b\nc,${'\t'.repeat(600_000)}\n`,
    );
    const refused = await produce({ plan: { files: [tooLarge] } });
    expect(refused.outcome.failure?.error).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/row 2: is \d+ bytes as an event; Kinesis takes at most 1048576$/),
    });
  });

  test('keeps to the rate', async () => {
    const { outcome } = await produce({ plan: { eventsPerSecond: 100, limit: 51 } });
    expect(outcome.seconds).toBeGreaterThan(0.45);
  });
});

describe('the pace of events', () => {
  /** Sends all events at a pace that `onSent`, told how many have just been sent, may change. */
  const sendAt = async (pace: EventPace, onSent: (size: number, stop: AbortController) => void) => {
    const server = await startScriptedKinesis(never);
    closing.push(server.close);
    const kinesis = new KinesisClient({ ...clientConfiguration(server), maxAttempts: 1 });
    const stop = new AbortController();
    const part = { skip: 0 };
    const events = selectEvents({ files: FILES, order: 'interleaved', seed: 1, ...part });
    const outcome = await sendEvents(
      events,
      { part, pace },
      {
        kinesis,
        streamNames: { start: 'starts', end: 'ends' },
        stop: stop.signal,
        onSent: (_count, { length }) => onSent(length, stop),
      },
    );
    kinesis.destroy();
    return { outcome, sizes: server.requests.map(({ records }) => records.length) };
  };

  test('can be raised while an event waits for its turn: at the old rate this would take an hour', async () => {
    const pace = new EventPace(1);
    const { outcome } = await sendAt(pace, () => pace.change(undefined));
    expect(outcome.sent).toEqual({ starts: 800, ends: 700 });
    expect(pace.eventsPerSecond).toBeUndefined();
  });

  test('can be lowered while events are sent: each then goes alone, and what was missed is not caught up on', async () => {
    const pace = new EventPace(2_000);
    let alone = 0;
    const { outcome, sizes } = await sendAt(pace, (size, stop) => {
      pace.change(9);
      if (size === 1) alone += 1;
      if (alone === 3) stop.abort();
    });
    expect(outcome.failure).toBeUndefined();
    expect(sizes[0]).toBe(400);
    expect(sizes.slice(-3)).toEqual([1, 1, 1]);
    expect(outcome.acknowledgedPrefix).toBeLessThan(1500);
  });

  test('a pause holds the next event until the pace continues, or is told to stop', async () => {
    const pace = new EventPace();
    pace.pause();
    const turns: string[] = [];
    const never = new AbortController().signal;
    const waiting = pace.turn(never).then(() => turns.push('first'));
    pace.change(1_000_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(turns).toEqual([]);
    expect(pace.isPaused).toBe(true);
    pace.goOn();
    await waiting;
    expect(turns).toEqual(['first']);
    pace.pause();
    const stop = new AbortController();
    const stopped = pace.turn(stop.signal);
    stop.abort();
    await stopped;
    expect(pace.isPaused).toBe(true);
  });
});
