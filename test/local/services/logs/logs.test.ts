import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../../local/endpoint/endpoint.ts';
import { type Logs, openLogs } from '../../../../local/services/logs/logs.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

const NOON_MS = Date.parse('2026-03-01T12:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const GROUP = 'Tiny-Logs';

let endpoint: Endpoint;
let logs: Logs;
let client: CloudWatchLogsClient;
let nowMs = NOON_MS;
beforeEach(async () => {
  logs = openLogs({ databasePath: ':memory:', nowMs: () => nowMs });
  endpoint = await startServices({ logs: logs.listener });
  client = new CloudWatchLogsClient({ ...clientConfig(endpoint), maxAttempts: 1 });
});
afterEach(async () => {
  client.destroy();
  await endpoint.close();
  logs.close();
});

/** Writes a message at this many milliseconds past noon. */
const write = (afterNoonMs: number, streamName: string, message: string, group = GROUP): void => {
  nowMs = NOON_MS + afterNoonMs;
  logs.write(group, { streamName, message });
};

const messages = async (input: Omit<FilterLogEventsCommandInput, 'logGroupName'> = {}) => {
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input }));
  return events.map(({ message }) => message);
};

test('events of all streams come in order of time, in a range that includes both its ends', async () => {
  write(0, 'a', 'first');
  write(2, 'b', 'third');
  write(1, 'a', 'second');
  write(0, 'a', 'elsewhere', 'Other');
  expect(await messages()).toEqual(['first', 'second', 'third']);
  expect(await messages({ startTime: NOON_MS + 1, endTime: NOON_MS + 2 })).toEqual(['second', 'third']);
  expect(await messages({ endTime: NOON_MS + 1 })).toEqual(['first', 'second']);
  const { events } = await client.send(
    new FilterLogEventsCommand({
      logGroupIdentifier: `arn:aws:logs:us-east-1:000000000000:log-group:${GROUP}`,
    }),
  );
  expect(events?.[0]).toMatchObject({ logStreamName: 'a', message: 'first', timestamp: NOON_MS });
});

test('streams can be chosen by name or prefix', async () => {
  for (const stream of ['run/1', 'run/2', 'other']) write(0, stream, stream);
  expect(await messages({ logStreamNames: ['run/2', 'other'] })).toEqual(['run/2', 'other']);
  expect(await messages({ logStreamNamePrefix: 'run/' })).toEqual(['run/1', 'run/2']);
});

test.each([
  ['batch', ['a batch settled', 'batch lost']],
  ['"batch settled"', ['a batch settled']],
  ['batch -lost', ['a batch settled']],
  ['?lost ?"a batch"', ['a batch settled', 'batch lost']],
  ['"\\"quoted\\""', ['"quoted"']],
  ['Batch', []],
])('the pattern %s matches its terms', async (filterPattern, expected) => {
  for (const message of ['a batch settled', 'batch lost', '"quoted"']) write(0, 'a', message);
  expect(await messages({ filterPattern })).toEqual(expected);
});

test.each(['{ $.level = "ERROR" }', '[ip, user]', '%AUTH%', 'open "end'])(
  'the pattern %s is refused',
  async (filterPattern) => {
    write(0, 'a', 'x');
    await expect(messages({ filterPattern })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  },
);

test('pages follow one another without a gap or a repetition, also among events of one millisecond', async () => {
  const written = Array.from({ length: 25 }, (_, index) => `message ${index}`);
  for (const message of written) write(0, 'a', message);
  const pages: string[][] = [];
  const ids = new Set<string>();
  for await (const { events = [] } of paginateFilterLogEvents(
    { client, pageSize: 10 },
    { logGroupName: GROUP },
  )) {
    pages.push(events.map(({ message = '' }) => message));
    for (const { eventId = '' } of events) ids.add(eventId);
  }
  expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
  expect(pages.flat()).toEqual(written);
  expect(ids.size).toBe(25);
});

test('an event has the same id each time, so that a follower knows what it has seen', async () => {
  const ids = async () => {
    const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: GROUP }));
    return events.map(({ eventId }) => eventId);
  };
  write(0, 'a', 'x');
  const [first] = await ids();
  write(0, 'b', 'y');
  expect(await ids()).toEqual([first, expect.not.stringMatching(`^${first}$`)]);
});

test('a stream is read from its end or its head, and on in both directions', async () => {
  for (const [index, message] of ['1', '2', '3', '4', '5'].entries()) write(index, 'a', message);
  const read = async (input: object) => {
    const stream = { logGroupName: GROUP, logStreamName: 'a', limit: 2 };
    const { events = [], ...tokens } = await client.send(new GetLogEventsCommand({ ...stream, ...input }));
    return { text: events.map(({ message }) => message).join(''), ...tokens };
  };
  const tail = await read({});
  expect(tail.text).toBe('45');
  const before = await read({ nextToken: tail.nextBackwardToken });
  expect(before.text).toBe('23');
  expect((await read({ nextToken: before.nextForwardToken })).text).toBe('45');
  const end = await read({ nextToken: tail.nextForwardToken });
  expect(end).toMatchObject({ text: '', nextForwardToken: tail.nextForwardToken });
  expect((await read({ startFromHead: true })).text).toBe('12');
  expect((await read({ startFromHead: true, startTime: NOON_MS + 1, endTime: NOON_MS + 2 })).text).toBe('2');
});

test('groups and streams are described', async () => {
  logs.createGroup({ name: 'Kept', retentionDays: 30 });
  write(5, 'b', 'x');
  write(9, 'a', 'y');
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
  expect(logGroups).toMatchObject([
    {
      logGroupName: 'Kept',
      retentionInDays: 30,
      arn: 'arn:aws:logs:us-east-1:000000000000:log-group:Kept:*',
    },
    { logGroupName: GROUP, creationTime: NOON_MS + 5 },
  ]);
  const prefix = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'Ke' }));
  expect(prefix.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['Kept']);
  const streams = async (input: object) =>
    (await client.send(new DescribeLogStreamsCommand({ logGroupName: GROUP, ...input }))).logStreams;
  expect(await streams({})).toMatchObject([
    { logStreamName: 'a', firstEventTimestamp: NOON_MS + 9, lastEventTimestamp: NOON_MS + 9 },
    { logStreamName: 'b' },
  ]);
  const newest = await streams({ orderBy: 'LastEventTime', descending: true, limit: 1 });
  expect(newest?.map(({ logStreamName }) => logStreamName)).toEqual(['a']);
});

test('events beyond a new retention go when the group is created again', async () => {
  write(0, 'a', 'long ago');
  write(DAY_MS + 1, 'a', 'now');
  logs.createGroup({ name: GROUP, retentionDays: 1 });
  expect(await messages()).toEqual(['now']);
});

test('a group, a stream or a page that does not exist is refused', async () => {
  await expect(messages()).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
  write(0, 'a', 'x');
  const stream = client.send(new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: 'none' }));
  await expect(stream).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(messages({ nextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
