import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { waitingEvents } from '../../../functions/daily-kpi/day-reads.aws.ts';
import { openS3AndSqs } from '../../../local/services/s3-sqs/s3-sqs.ts';
import { type Cloud, closedRoutes, serve } from '../aws/cloud-under-test.ts';

let cloud: Cloud;
let stores: Awaited<ReturnType<typeof openS3AndSqs>>;
let sqs: SQSClient;

beforeAll(async () => {
  stores = await openS3AndSqs({});
  cloud = await serve({ ...closedRoutes, sqs: stores.listener });
  sqs = new SQSClient({});
});
afterAll(async () => {
  sqs.destroy();
  await cloud.close();
  await stores.close();
});

const queueWith = async (QueueName: string, messages: number): Promise<string> => {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName }));
  for (let index = 0; index < messages; index += 1)
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  return QueueUrl;
};

test('what waits in the two queues is counted, as of now', async () => {
  const before = new Date().toISOString();
  const ask = waitingEvents(await queueWith('quarantine', 2), await queueWith('dead-letters', 1));
  const { counted_at, ...counts } = await ask();
  expect(counts).toEqual({ in_quarantine: 2, in_dead_letters: 1 });
  expect(counted_at >= before).toBe(true);
});

test('a missing queue is an error', async () => {
  const url = await queueWith('other', 0);
  await expect(waitingEvents(url, `${url}-gone`)()).rejects.toThrow();
});
