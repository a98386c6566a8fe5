import { KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { clientConfiguration } from '../values/account.ts';
import { reportFailure, storageFailureIn } from '../values/storage-failure.ts';
import type { PipeDefinition } from './definition/pipe-definition.ts';
import { backoffMs } from './delivery/backoff.ts';
import { createBell } from './delivery/bell.ts';
import { deadLetterSender } from './delivery/dead-letter.ts';
import { type DeliverBatch, describeError, invokeFunction } from './delivery/invoke-function.ts';
import type { PipeExecution } from './delivery/lane.ts';
import { createTally, type PipeStatus, type PipeTally } from './delivery/pipe-status.ts';
import type { CheckpointStore } from './shards/checkpoint-store.ts';
import { createShardDelivery, type ShardDelivery } from './shards/shard-delivery.ts';

export interface PipeOptions {
  /** An endpoint that speaks the APIs of Kinesis, Lambda and SQS. */
  readonly endpointUrl: string;
  readonly checkpoints: CheckpointStore;
  /** The clock by which records arrive and grow old, in epoch ms. @default Date.now */
  readonly nowMs?: (() => number) | undefined;
  readonly onExecution?: ((execution: PipeExecution) => void) | undefined;
  /** Wraps the deliveries of each shard to inject faults. */
  readonly withFaults?: ((deliver: DeliverBatch) => DeliverBatch) | undefined;
  /** Continues the counts from before the pipe was stopped. @default counts from 0 */
  readonly tally?: PipeTally;
}

export type RunningPipe = ReturnType<typeof startPipe>;

/**
 * Runs a pipe on the shards that its stream has now; shards that resharding adds later are not read. Records
 * are delivered at least once, in order per partition key.
 */
export const startPipe = (definition: PipeDefinition, options: PipeOptions) => {
  const tally = options.tally ?? createTally(definition);
  const { nowMs = Date.now } = options;
  const stopping = new AbortController();
  const stopped = stopping.signal;
  const clients = createClients(definition, options.endpointUrl);
  let shards: readonly ShardDelivery[] | undefined;
  let state: PipeStatus['state'] = definition.desiredState;

  const run = async () => {
    const shardIds = await listShards(clients.kinesis, definition.streamName, tally, stopped);
    if (stopped.aborted) return;
    const deliver: DeliverBatch = (batch) => invokeFunction(clients.lambda, definition.functionArn, batch);
    shards = shardIds.map((shardId) =>
      createShardDelivery({
        ...options,
        ...clients,
        definition,
        shardId,
        tally,
        stopped,
        nowMs,
        invoke: options.withFaults?.(deliver) ?? deliver,
        sendDeadLetter: deadLetterSender(clients.sqs, definition, nowMs),
      }),
    );
    await Promise.all(shards.map((shard) => shard.run()));
  };
  const running = (state === 'RUNNING' ? run() : Promise.resolve()).catch((error: unknown) => {
    state = 'FAILED';
    if (storageFailureIn(error)) reportFailure(`the pipe ${definition.name}`, error);
    tally.report(`the pipe failed: ${error instanceof Error ? error.stack : String(error)}`);
    stopping.abort();
  });

  const status = (): PipeStatus => {
    const { print, report, ...counts } = tally;
    const behind = shards?.reduce((sum, shard) => sum + shard.recordsBehind(), 0) ?? 1;
    return {
      name: definition.name,
      streamName: definition.streamName,
      state,
      // The checkpoint of a failed pipe may lack records that its shards have finished.
      recordsBehind: Math.max(behind, state === 'FAILED' ? 1 : 0),
      ...counts,
    };
  };
  return {
    status,
    /**
     * The status after one more poll of each shard: `recordsBehind` 0 covers everything that was put before the call.
     */
    freshStatus: async (): Promise<PipeStatus> => {
      await Promise.all(shards?.map((shard) => shard.freshPoll()) ?? []);
      return status();
    },
    /** Starts no more deliveries and waits for the current ones, however long the function takes. */
    stop: async (): Promise<void> => {
      stopping.abort();
      await running;
      for (const client of Object.values(clients)) client.destroy();
      if (state === 'RUNNING') state = 'STOPPED';
    },
  };
};

/** The pipe retries by its own rules, so the clients do not. Its lanes limit the open requests. */
const createClients = ({ region }: PipeDefinition, endpoint: string) => {
  const configuration = { ...clientConfiguration(endpoint, region), maxAttempts: 1 };
  const requestHandler = () => new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: Infinity } });
  return {
    // The default handler speaks HTTP/2 without TLS, which other emulators do not.
    kinesis: new KinesisClient({ ...configuration, requestHandler: requestHandler() }),
    lambda: new LambdaClient({ ...configuration, requestHandler: requestHandler() }),
    sqs: new SQSClient({ ...configuration, requestHandler: requestHandler(), useQueueUrlAsEndpoint: false }),
  };
};

const listShards = async (
  kinesis: KinesisClient,
  StreamName: string,
  tally: PipeTally,
  stopped: AbortSignal,
): Promise<string[]> => {
  const pause = createBell(stopped);
  const shardIds: string[] = [];
  let NextToken: string | undefined;
  for (let failures = 0; !stopped.aborted; ) {
    try {
      const input = NextToken === undefined ? { StreamName } : { NextToken };
      const page = await kinesis.send(new ListShardsCommand(input), { abortSignal: stopped });
      shardIds.push(...(page.Shards ?? []).map(({ ShardId = '' }) => ShardId));
      NextToken = page.NextToken;
      if (NextToken === undefined) return shardIds;
    } catch (error) {
      if (stopped.aborted) break;
      failures += 1;
      tally.report(`listing the shards of ${StreamName}: ${describeError(error).message}`);
      await pause.wait(backoffMs(failures));
    }
  }
  return [];
};
