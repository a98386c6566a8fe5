import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import {
  ConfirmSubscriptionCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../eventually.ts';
import { openWatching, PUBLISH_POLICY, TOPIC_ARN, type Watching } from '../cloudwatch/watching-under-test.ts';

let watching: Watching;
const opened: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  watching = await openWatching();
});
afterEach(async () => {
  await watching.close();
  for (const close of opened.splice(0)) await close();
});

const subscribe = (input: { Protocol: string; Endpoint?: string; Attributes?: Record<string, string> }) =>
  watching.sns.send(new SubscribeCommand({ TopicArn: TOPIC_ARN, ...input }));
const publish = (Message: string, Subject?: string) =>
  watching.sns.send(new PublishCommand({ TopicArn: TOPIC_ARN, Message, Subject }));
const subscriptions = async () =>
  (await watching.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC_ARN }))).Subscriptions;

/** A program that listens on this machine and keeps what it is sent. */
const listen = async (statusCode = 200) => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    received.push({ headers: req.headers, body: Buffer.concat(chunks).toString() });
    res.writeHead(statusCode).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}/alerts`, received };
};

test('topics are listed, with their attributes', async () => {
  expect((await watching.sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn: TOPIC_ARN }]);
  await subscribe({ Protocol: 'email', Endpoint: 'ops@example.org' });
  const { Attributes } = await watching.sns.send(new GetTopicAttributesCommand({ TopicArn: TOPIC_ARN }));
  expect(Attributes).toMatchObject({
    ...{ TopicArn: TOPIC_ARN, Owner: '000000000000', SubscriptionsConfirmed: '0', SubscriptionsPending: '1' },
  });
  expect(JSON.parse(Attributes?.Policy ?? '').Statement[0].Condition).toEqual({
    StringEquals: { 'AWS:SourceOwner': '000000000000' },
  });
});

test('a policy is set and read again', async () => {
  const set = (AttributeName: string, AttributeValue: string) =>
    watching.sns.send(new SetTopicAttributesCommand({ TopicArn: TOPIC_ARN, AttributeName, AttributeValue }));
  await set('Policy', JSON.stringify(PUBLISH_POLICY));
  await set('DisplayName', 'Alerts & more');
  const { Attributes } = await watching.sns.send(new GetTopicAttributesCommand({ TopicArn: TOPIC_ARN }));
  expect(JSON.parse(Attributes?.Policy ?? '')).toEqual(PUBLISH_POLICY);
  expect(Attributes?.DisplayName).toBe('Alerts & more');
  await expect(set('Policy', 'no JSON')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(set('KmsMasterKeyId', 'k')).rejects.toThrow('does not support KmsMasterKeyId');
});

test('a queue gets messages in their document, or alone if it wants them raw', async () => {
  const [documents, raw] = [await watching.queue('documents'), await watching.queue('raw')];
  await subscribe({ Protocol: 'sqs', Endpoint: documents.arn });
  await subscribe({ Protocol: 'sqs', Endpoint: raw.arn, Attributes: { RawMessageDelivery: 'true' } });
  const { MessageId } = await publish('it <broke> & "more"', 'ALARM');
  expect((await documents.take()).map((body) => JSON.parse(body))).toEqual([
    {
      ...{ Type: 'Notification', MessageId, TopicArn: TOPIC_ARN },
      ...{ Subject: 'ALARM', Message: 'it <broke> & "more"', Timestamp: '2026-03-01T12:00:00.000Z' },
    },
  ]);
  expect(await raw.take()).toEqual(['it <broke> & "more"']);
});

test('an existing subscription is not made twice; a removed one gets nothing', async () => {
  const queue = await watching.queue('once');
  const { SubscriptionArn } = await subscribe({ Protocol: 'sqs', Endpoint: queue.arn });
  expect((await subscribe({ Protocol: 'sqs', Endpoint: queue.arn })).SubscriptionArn).toBe(SubscriptionArn);
  await publish('one');
  expect((await queue.take()).length).toBe(1);
  await watching.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  await publish('two');
  expect(await queue.take()).toEqual([]);
});

test('mail waits for a confirmation that nobody gives', async () => {
  const { SubscriptionArn } = await subscribe({ Protocol: 'email', Endpoint: 'ops@example.org' });
  expect(SubscriptionArn).toBe('pending confirmation');
  await publish('nobody reads this');
  expect((await watching.sns.send(new ListSubscriptionsCommand({}))).Subscriptions).toEqual([
    {
      ...{ SubscriptionArn: 'PendingConfirmation', Owner: '000000000000', TopicArn: TOPIC_ARN },
      ...{ Protocol: 'email', Endpoint: 'ops@example.org' },
    },
  ]);
});

test('an address is asked to confirm and gets messages once it has', async () => {
  const { url, received } = await listen();
  await subscribe({ Protocol: 'http', Endpoint: url });
  await eventually(async () => expect(received.length).toBe(1));
  expect(received[0]?.headers['x-amz-sns-message-type']).toBe('SubscriptionConfirmation');
  await publish('too early');
  expect(received.length).toBe(1);
  const { SubscribeURL } = JSON.parse(received[0]?.body ?? '');
  expect((await fetch(SubscribeURL)).status).toBe(200);
  expect(await subscriptions()).toEqual([
    expect.objectContaining({ Protocol: 'http', SubscriptionArn: expect.stringContaining(`${TOPIC_ARN}:`) }),
  ]);
  await publish('in time');
  expect(received[1]?.headers['x-amz-sns-message-type']).toBe('Notification');
  expect(JSON.parse(received[1]?.body ?? '')).toMatchObject({ Type: 'Notification', Message: 'in time' });
});

test('a subscription is confirmed by its own token only', async () => {
  const { url, received } = await listen();
  await subscribe({ Protocol: 'http', Endpoint: url });
  await eventually(async () => expect(received.length).toBe(1));
  const confirm = (Token: string) =>
    watching.sns.send(new ConfirmSubscriptionCommand({ TopicArn: TOPIC_ARN, Token }));
  await expect(confirm('guessed')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const { SubscriptionArn } = await confirm(JSON.parse(received[0]?.body ?? '').Token);
  expect(SubscriptionArn).toContain(`${TOPIC_ARN}:`);
});

test('one subscriber that fails does not keep a message from the others', async () => {
  const { url, received } = await listen(503);
  const subscription = watching.topics.subscribe({
    ...{ topicArn: TOPIC_ARN, protocol: 'http', endpoint: url, isRaw: false },
  });
  watching.topics.confirm(TOPIC_ARN, subscription.token);
  await subscribe({ Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:000000000000:gone' });
  const queue = await watching.queue('other');
  await subscribe({ Protocol: 'sqs', Endpoint: queue.arn });
  await publish('heard all the same');
  expect((await queue.take()).length).toBe(1);
  await eventually(async () => expect(received.length).toBe(2));
});

const publishAs = (principal: string, context: Record<string, string> = {}) =>
  watching.topics.publishAsService({
    ...{ topicArn: TOPIC_ARN, message: 'from a service', context },
    service: { principal, name: principal },
  });

test("a service publishes if the topic's policy lets it", async () => {
  const queue = await watching.queue('services');
  await subscribe({ Protocol: 'sqs', Endpoint: queue.arn });
  watching.topics.setPolicy(TOPIC_ARN, PUBLISH_POLICY);
  const alarm = { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:errors' };
  await publishAs('cloudwatch.amazonaws.com', alarm);
  expect((await queue.take()).length).toBe(1);
  await expect(publishAs('cloudwatch.amazonaws.com')).rejects.toMatchObject({ code: 'AuthorizationError' });
  await expect(publishAs('events.amazonaws.com', alarm)).rejects.toThrow(
    `events.amazonaws.com is not authorized to perform: SNS:Publish on resource: ${TOPIC_ARN} because no resource-based policy allows the SNS:Publish action`,
  );
  expect(await queue.take()).toEqual([]);
});

test.each([
  [
    'an unknown topic',
    () => watching.sns.send(new PublishCommand({ TopicArn: 'arn:x', Message: 'm' })),
    'NotFoundException',
  ],
  [
    'an address elsewhere',
    () => subscribe({ Protocol: 'https', Endpoint: 'https://example.org/' }),
    'InvalidParameterException',
  ],
  ['an unknown protocol', () => subscribe({ Protocol: 'sms', Endpoint: '+1' }), 'InvalidParameterException'],
  [
    'a filter',
    () => subscribe({ Protocol: 'sqs', Endpoint: 'a', Attributes: { FilterPolicy: '{}' } }),
    'InvalidParameterException',
  ],
  ['a message that is too long', () => publish('x'.repeat(262_145)), 'InvalidParameterException'],
])('%s is refused', async (_, request, name) => {
  await expect(request()).rejects.toMatchObject({ name });
});
