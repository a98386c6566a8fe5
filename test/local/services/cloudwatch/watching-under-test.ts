import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SNSClient } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Endpoint } from '../../../../local/endpoint/endpoint.ts';
import { readAlarm } from '../../../../local/services/cloudwatch/alarms/alarm.ts';
import { openCloudWatch } from '../../../../local/services/cloudwatch/cloudwatch.ts';
import type { ReportMetric } from '../../../../local/services/cloudwatch/metrics/metric.ts';
import { createMetricStore } from '../../../../local/services/cloudwatch/metrics/metric-store.ts';
import { openS3AndSqs } from '../../../../local/services/s3-sqs/s3-sqs.ts';
import { createDelivery } from '../../../../local/services/sns/delivery.ts';
import { snsApi } from '../../../../local/services/sns/sns-api.ts';
import { createTopics } from '../../../../local/services/sns/topics.ts';
import { propertyReader } from '../../../../local/stack/resource-types/property-values.ts';
import { arn } from '../../../../local/values/account.ts';
import { createClock } from '../../../../local/values/clock.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

export const NOON_MS = Date.parse('2026-03-01T12:00:00Z');
export const TOPIC_ARN = arn('sns', 'alerts');

/** What lets CloudWatch publish, as a template would say it. */
export const PUBLISH_POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: TOPIC_ARN,
      Condition: {
        StringEquals: { 'aws:SourceAccount': '000000000000' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:*' },
      },
    },
  ],
};

/** CloudWatch, SNS and SQS behind one endpoint, on a clock that stays at noon until a test moves it. */
export const openWatching = async () => {
  const clock = createClock({ stoppedAtMs: NOON_MS });
  const store = createMetricStore(clock);
  const queues = await openS3AndSqs({});
  let endpoint: Endpoint | undefined;
  const delivery = createDelivery(queues.queues.send, () => endpoint?.url ?? '');
  const topics = createTopics(clock, delivery, () => {});
  const samples: ((report: ReportMetric) => void)[] = [];
  const cloudWatch = openCloudWatch({
    clock,
    store,
    topics,
    sample: (report) => {
      for (const sample of samples) sample(report);
    },
  });
  const running = await startServices({
    monitoring: cloudWatch.listener,
    sns: snsApi(topics),
    sqs: queues.listener,
  });
  endpoint = running;
  topics.create({ name: 'alerts', arn: TOPIC_ARN, displayName: '' });
  const clients = {
    cloudwatch: new CloudWatchClient({ ...clientConfig(running), maxAttempts: 1 }),
    sns: new SNSClient({ ...clientConfig(running), maxAttempts: 1 }),
    sqs: new SQSClient(clientConfig(running)),
  };
  return {
    ...clients,
    url: running.url,
    clock,
    topics,
    report: store.put,
    samples,
    createAlarm: (name: string, properties: object) =>
      cloudWatch.alarms.create(
        readAlarm(
          { name, arn: arn('cloudwatch', `alarm:${name}`), properties: { ...properties } },
          (object) => propertyReader(name, object),
        ),
      ),
    queue: (name: string) => openQueue(clients.sqs, name),
    close: async () => {
      for (const client of Object.values(clients)) client.destroy();
      cloudWatch.close();
      await running.close();
      await queues.close();
      await clock.close();
    },
  };
};

export type Watching = Awaited<ReturnType<typeof openWatching>>;

const openQueue = async (sqs: SQSClient, QueueName: string) => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  return {
    arn: arn('sqs', QueueName),
    /** Takes all waiting messages from the queue, and returns their bodies. */
    take: async (): Promise<string[]> => {
      const bodies: string[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
        );
        if (Messages.length === 0) return bodies;
        for (const { Body = '', ReceiptHandle } of Messages) {
          bodies.push(Body);
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    },
  };
};
