import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateStreamCommand, PutRecordCommand } from '@aws-sdk/client-kinesis';
import type { Listener } from '../../local/endpoint/answer.ts';
import { startEndpoint } from '../../local/endpoint/endpoint.ts';
import { openKinesis } from '../../local/services/kinesis/kinesis.ts';
import { streamRecord } from '../../producer/produce/event-batches.ts';
import { selectEvents } from '../../producer/produce/event-source.ts';
import { produceEvents } from '../../producer/produce/produce-events.ts';
import { connectStreams } from '../../producer/produce/put-records.ts';
import { closedRoutes } from '../../test/functions/aws/cloud-under-test.ts';
import { type Contest, elapsed } from './compared.ts';
import { writeTripFiles } from './trip-files.ts';

const TRIPS = 10_000;
/** Fewer, because one at a time takes so long. */
const ONE_AT_A_TIME = 200;
/** A guess at the round trip to a stream within an AWS region. */
const AWAY_MS = 10;

const delayed =
  (listener: Listener, ms: number): Listener =>
  async (req, body) => {
    await sleep(ms);
    return listener(req, body);
  };

/** The producer against one PutRecord at a time, with a stream on this machine and one as far away as on AWS. */
export const producerComparisons = async (signal: AbortSignal): Promise<Contest[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'tripstream-bench-producer-'));
  const files = writeTripFiles(directory, { trips: TRIPS, neverEndingStarts: 0 });
  const selection = { files, order: 'interleaved' as const, seed: 1, skip: 0 };
  const contestAt = async (awayMs: number, where: string): Promise<Contest> => {
    const { listener, close } = openKinesis({ databasePath: ':memory:' });
    const endpoint = await startEndpoint({
      port: 0,
      routes: { ...closedRoutes, kinesis: delayed(listener, awayMs) },
    });
    const kinesis = connectStreams({ endpoint: endpoint.url });
    for (const StreamName of ['start', 'end'])
      await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    const oneAtATime = async () => {
      for await (const event of selectEvents({ ...selection, limit: ONE_AT_A_TIME }))
        await kinesis.send(new PutRecordCommand({ StreamName: event.file.kind, ...streamRecord(event) }));
    };
    return {
      name: `send events to a stream ${where}`,
      baseline: 'one PutRecord at a time',
      items: 2 * TRIPS,
      leastItems: ONE_AT_A_TIME,
      rounds: 3,
      ours: elapsed(async () => {
        const streamNames = { start: 'start', end: 'end' };
        const { failure } = await produceEvents(selection, { kinesis, streamNames, stop: signal });
        if (failure !== undefined) throw failure.error;
      }),
      least: elapsed(oneAtATime),
      close: async () => {
        kinesis.destroy();
        await endpoint.close();
        close();
        if (awayMs > 0) rmSync(directory, { recursive: true });
      },
    };
  };
  return [await contestAt(0, 'here'), await contestAt(AWAY_MS, `${AWAY_MS} ms away`)];
};
