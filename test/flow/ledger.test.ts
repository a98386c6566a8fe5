import { readFileSync, writeFileSync } from 'node:fs';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { PipesClient, StartPipeCommand, StopPipeCommand } from '@aws-sdk/client-pipes';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Ledger, meaningOf } from '../../producer/ledger/ledger.ts';
import { openLedger } from '../../producer/ledger/read-ledger.ts';
import { eventually } from '../local/eventually.ts';
import { openCloud, tripstream, untilDrained } from './cloud-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;
const HOUR_MS = 3_600_000;

type Cloud = Awaited<ReturnType<typeof openCloud>>;

const fields = (trip_id: string, more: object = {}) => ({
  start: { trip_id, pickup_datetime: '2024-05-25 10:00:00', ...more },
  end: { trip_id, dropoff_datetime: '2024-05-25 10:20:00', fare_amount: '12.50', ...more },
});

/** Sends events, with any content, to the stream of their kind. */
const send = (cloud: Cloud, kind: 'start' | 'end', events: readonly { readonly trip_id: string }[]) =>
  new KinesisClient().send(
    new PutRecordsCommand({
      StreamName: cloud.output(kind === 'start' ? 'TripStartStreamName' : 'TripEndStreamName'),
      Records: events.map((event) => ({
        PartitionKey: event.trip_id,
        Data: Buffer.from(JSON.stringify(event)),
      })),
    }),
  );

const lastHour = () => ({ from: new Date(Date.now() - HOUR_MS), to: new Date() });

/** The ledger once nothing is on the way, and once the functions' last lines are read. */
const settled = async (cloud: Cloud, isSettled: (ledger: Ledger) => void): Promise<Ledger> => {
  const { read } = await openLedger({ endpoint: cloud.url });
  await untilDrained(cloud.url);
  await eventually(async () => isSettled(await read(lastHour())));
  return read(lastHour());
};

const addsUp = ({ total }: Ledger) => expect(meaningOf(total)).toBe('adds-up');

describe('the ledger', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await openCloud({
      seed: 1,
      faults: [{ service: 'dynamodb', operation: 'UpdateItem', kind: 'refuse', rate: 1, match: 'poison' }],
    });
  }, TIMEOUT_MILLISECONDS);
  afterAll(() => cloud.close());

  test(
    'is all zeros for a pipeline that was sent nothing',
    async () => {
      const none = { sent: 0, stored: 0, superseded: 0, quarantined: 0, deadLettered: 0, redelivered: 0 };
      const ledger = await settled(cloud, addsUp);
      const stream = { ...none, waiting: 0, difference: 0 };
      expect(ledger).toMatchObject({ beganQuiet: true, starts: stream, ends: stream, total: stream });
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'counts a correction as stored and an older event after it as superseded, refused rows, a poison record, and both streams',
    async () => {
      await send(cloud, 'start', [fields('a').start, fields('b').start]);
      // This end claims that it arrived long before the first one, as an event that is sent again does.
      const older = { ...fields('a').end, first_arrived_at: '2024-05-25T10:00:00.000Z' };
      await send(cloud, 'end', [fields('a').end, fields('b').end, fields('b', { tip_amount: '1' }).end]);
      await send(cloud, 'end', [
        older,
        fields('refused-1', { fare_amount: 'EUR 3' }).end,
        fields('refused-2', { fare_amount: 'free' }).end,
        fields('poison').end,
      ]);
      const ledger = await settled(cloud, addsUp);
      const nothing = { superseded: 0, quarantined: 0, deadLettered: 0, waiting: 0, difference: 0 };
      expect(ledger).toMatchObject({
        starts: { sent: 2, stored: 2, ...nothing, redelivered: 0 },
        ends: {
          sent: 7,
          stored: 3,
          superseded: 1,
          quarantined: 2,
          deadLettered: 1,
          waiting: 0,
          difference: 0,
        },
        total: { sent: 9, stored: 5, superseded: 1, quarantined: 2, deadLettered: 1, difference: 0 },
      });
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'still adds up after the refused events were repaired and sent again',
    async () => {
      const refused = cloud.folder('refused.csv');
      await tripstream(cloud.url, 'quarantine', 'export', '--out', refused);
      writeFileSync(refused, readFileSync(refused, 'utf8').replace(/EUR |free/g, '3'));
      await tripstream(cloud.url, 'quarantine', 'replay', refused);
      const { ends } = await settled(cloud, addsUp);
      expect(ends).toMatchObject({ sent: 9, stored: 5, superseded: 1, quarantined: 2, deadLettered: 1 });
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'does not know how much waits, nor the difference, while a pipe is stopped',
    async () => {
      const Name = cloud.output('TripEndPipeName');
      const pipes = new PipesClient();
      await pipes.send(new StopPipeCommand({ Name }));
      await send(cloud, 'end', [fields('c').end]);
      const { read } = await openLedger({ endpoint: cloud.url });
      await eventually(async () => expect((await read(lastHour())).ends).toMatchObject({ sent: 10 }));
      const { ends, total } = await read(lastHour());
      expect(ends).toMatchObject({ sent: 10, stored: 5, waiting: undefined, difference: undefined });
      expect([meaningOf(ends), meaningOf(total)]).toEqual(['unknown', 'unknown']);
      await pipes.send(new StartPipeCommand({ Name }));
      expect((await settled(cloud, addsUp)).ends).toMatchObject({ sent: 10, stored: 6, waiting: 0 });
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'knows nothing about streams that CloudWatch has not seen',
    async () => {
      const { read } = await openLedger({ endpoint: cloud.url });
      const before = { from: new Date(Date.now() - 30 * HOUR_MS), to: new Date(Date.now() - 29 * HOUR_MS) };
      const { starts, total } = await read(before);
      expect(starts).toMatchObject({ sent: undefined, stored: undefined, difference: undefined });
      expect(total).toMatchObject({ sent: undefined, deadLettered: undefined, difference: undefined });
    },
    TIMEOUT_MILLISECONDS,
  );
});

const manyEnds = (count: number, round = 0) =>
  Array.from({ length: count }, (_, index) => fields(`trip-${round}-${index}`).end);

describe('with faults', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await openCloud({ seed: 3, faults: [] });
  }, TIMEOUT_MILLISECONDS);
  afterAll(() => cloud.close());

  test(
    'records that a pipe delivers twice are counted once, and as redelivered the second time',
    async () => {
      using _twice = cloud.injectFault({ service: 'pipe', kind: 'duplicate', rate: 1 });
      await send(cloud, 'end', manyEnds(40));
      const { ends } = await settled(cloud, addsUp);
      expect(ends).toMatchObject({ sent: 40, stored: 40, redelivered: 40, difference: 0 });
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'records that a crash kept from being counted are no more than those redelivered, and are called uncounted',
    async () => {
      // A late answer keeps a batch open while its other records are written.
      const late = {
        service: 'dynamodb',
        operation: 'UpdateItem',
        kind: 'late-answer',
        rate: 1,
        match: 'slow',
      };
      using _crash = cloud.injectFault({ service: 'function', kind: 'crash', rate: 0.5, delayMs: 3_000 });
      using _late = cloud.injectFault({ ...late, delayMs: 3_000 });
      const before = (await settled(cloud, addsUp)).ends;
      for (const round of [1, 2, 3])
        await send(cloud, 'end', [fields(`slow-${round}`).end, ...manyEnds(200, round)]);
      const { ends } = await settled(cloud, ({ total }) => expect(total.difference).toBeDefined());
      const { sent, stored = 0, difference = -1 } = ends;
      const redelivered = (ends.redelivered ?? 0) - (before.redelivered ?? 0);
      expect({ sent, difference }).toEqual({ sent: 643, difference: 643 - stored });
      expect(redelivered).toBeGreaterThan(0);
      expect(difference).toBeGreaterThanOrEqual(0);
      expect(difference).toBeLessThanOrEqual(redelivered);
      expect(meaningOf(ends)).toBe(difference === 0 ? 'adds-up' : 'uncounted');
    },
    TIMEOUT_MILLISECONDS,
  );
});
