import { setTimeout as sleep } from 'node:timers/promises';
import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { parsePipeDefinition } from '../../../local/pipes/definition/pipe-definition.ts';
import { openCheckpointStore } from '../../../local/pipes/shards/checkpoint-store.ts';
import { type PipeOptions, type RunningPipe, startPipe } from '../../../local/pipes/start-pipe.ts';
import { openKinesis } from '../../../local/services/kinesis/kinesis.ts';
import { openS3AndSqs } from '../../../local/services/s3-sqs/s3-sqs.ts';
import { clientConfig, startServices } from '../services-under-test.ts';
import { pipeProperties } from './pipe-properties-under-test.ts';
import { type EventRecord, type Script, scriptedFunction, textOf } from './scripted-function.ts';

export const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:dead-letters';
const RECORDS_PER_PUT = 500;

/** A stream `trips`, a function that answers by script, and a queue `dead-letters`, behind one real endpoint. */
export const openPipeWorld = async ({ shards = 1 } = {}) => {
  let script: Script = () => ({ payload: 'null' });
  const events: (readonly EventRecord[])[] = [];
  const invokedUrls: string[] = [];
  const kinesisService = openKinesis({ databasePath: ':memory:' });
  const queues = await openS3AndSqs({});
  const lambda = scriptedFunction(
    () => script,
    (event, url) => {
      events.push(event);
      invokedUrls.push(url);
    },
  );
  const endpoint = await startServices({ kinesis: kinesisService.listener, sqs: queues.listener, lambda });
  const kinesis = new KinesisClient(clientConfig(endpoint));
  const sqs = new SQSClient(clientConfig(endpoint));
  await kinesis.send(new CreateStreamCommand({ StreamName: 'trips', ShardCount: shards }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'dead-letters' }));
  const checkpoints = openCheckpointStore(':memory:');
  const started: RunningPipe[] = [];

  return {
    url: endpoint.url,
    events,
    invokedUrls,
    /** The texts of each delivery. */
    deliveries: () => events.map((event) => event.map(textOf)),
    answers: (next: Script) => {
      script = next;
    },
    /** Puts texts in order; the part before the colon is the partition key. */
    put: async (...texts: readonly string[]) => {
      for (let from = 0; from < texts.length; from += RECORDS_PER_PUT) {
        const Records = texts.slice(from, from + RECORDS_PER_PUT).map((text) => ({
          PartitionKey: text.split(':')[0] ?? '',
          Data: Buffer.from(text),
        }));
        await kinesis.send(new PutRecordsCommand({ StreamName: 'trips', Records }));
      }
    },
    start: (
      KinesisStreamParameters: object = {},
      properties: object = {},
      withFaults?: PipeOptions['withFaults'],
    ) => {
      const definition = parsePipeDefinition(
        'starts',
        pipeProperties({ KinesisStreamParameters }, properties),
      );
      const pipe = startPipe(definition, { endpointUrl: endpoint.url, checkpoints, withFaults });
      started.push(pipe);
      return pipe;
    },
    deadLetters: async () => {
      const input = { QueueUrl, MaxNumberOfMessages: 10 };
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
      return Messages.map(({ Body = '' }) => JSON.parse(Body));
    },
    close: async () => {
      await Promise.all(started.map((pipe) => pipe.stop()));
      checkpoints.close();
      kinesis.destroy();
      sqs.destroy();
      await endpoint.close();
      await queues.close();
      kinesisService.close();
    },
  };
};

export type PipeWorld = Awaited<ReturnType<typeof openPipeWorld>>;

/** Waits until the pipe has finished everything in the stream, and returns its status. */
export const drained = async (pipe: RunningPipe) => {
  for (;;) {
    const status = await pipe.freshStatus();
    if (status.recordsBehind === 0 && status.inFlight === 0) return status;
    await sleep(100);
  }
};

/** Waits until `isTrue`, checking often. */
export const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await sleep(5);
};
