import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  ARRIVED,
  END,
  FARE_REASON,
  openQuarantineWorld,
  refuse,
  SHARD,
  streamArn,
} from './recovery-under-test.ts';

let world: Awaited<ReturnType<typeof openQuarantineWorld>>;
beforeEach(async () => {
  world = await openQuarantineWorld();
});
afterEach(() => world.close());

describe('looking into the quarantine', () => {
  test('list counts by first reason and by stream, and leaves everything visible', async () => {
    for (const fare of ['-1', '-2', 'x'])
      await refuse(world, JSON.stringify({ ...END, fare_amount: fare }), [
        `${FARE_REASON}, got "${fare}"`,
        'and more',
      ]);
    await refuse(world, '{', ['the payload is not JSON'], 'starts');
    await world.send('quarantine', 'not ours');
    const listed = await world.run(['quarantine', 'list', '--json']);
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(listed.stdout)).toEqual({
      messages: 5,
      unreadable: 1,
      hidden: 0,
      oldest_arrived_at: ARRIVED,
      reasons: [
        { reason: FARE_REASON, count: 3 },
        { reason: 'the payload is not JSON', count: 1 },
      ],
      streams: [
        { stream: 'ends', count: 3 },
        { stream: 'starts', count: 1 },
      ],
    });
    const { stdout } = await world.run(['quarantine', 'list']);
    expect(stdout).toContain(' arrived 2024-05-25 06:00:00 (America/New_York)\n');
    expect(stdout).toContain(`       3  ${FARE_REASON}\n       1  the payload is not JSON\nby stream\n`);
    expect(await world.visible('quarantine')).toHaveLength(5);
  });

  test('asks a queue of this computer without a long poll: it has one server', async () => {
    await refuse(world, '{}');
    const asked: unknown[] = [];
    world.watchSqs((operation, _response, body) => {
      if (operation === 'ReceiveMessage') asked.push(JSON.parse(body.toString('utf8')));
      return false;
    });
    const { stdout } = await world.run(['quarantine', 'list', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ messages: 1 });
    expect(asked).toHaveLength(2);
    for (const request of asked) expect(request).toMatchObject({ WaitTimeSeconds: 0 });
  });

  test('show prints payloads and reasons without what a terminal would obey', async () => {
    const number = await refuse(world, '{"trip_id":"\u001b[2J\u202e"}\u0007', ['first', 'second']);
    const { code, stdout } = await world.run(['quarantine', 'show']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `ends ${SHARD} ${number}, arrived 2024-05-25 06:00:00 (America/New_York)\n  payload: {"trip_id":"\\u001b[2J\\u202e"}\\u0007\n  - first\n  - second\n`,
    });
    await refuse(world, '{}');
    const one = await world.run(['quarantine', 'show', '--max', '1', '--json']);
    expect(JSON.parse(one.stdout).records).toHaveLength(1);
    expect(await world.visible('quarantine')).toHaveLength(2);
  });

  test('show and export read a payload that lies in S3, and name one that is not there', async () => {
    const message = {
      reasons: ['too long'],
      payload_location: { bucket: 'metrics', key: 'quarantine/ends/1.json' },
      stream_arn: streamArn('ends'),
      shard_id: SHARD,
      sequence_number: '1',
      partition_key: 'k',
      arrived_at: ARRIVED,
      quarantined_at: ARRIVED,
    };
    const payload = JSON.stringify({ ...END, note: 'x'.repeat(5_000) });
    await world.putObject('quarantine/ends/1.json', payload);
    await world.send('quarantine', message);
    expect((await world.run(['quarantine', 'show'])).stdout).toContain(`… (${payload.length} characters)\n`);
    expect(JSON.parse(await world.exported('large.jsonl')).payload).toBe(payload);
    await world.send('quarantine', {
      ...message,
      sequence_number: '2',
      payload_location: { bucket: 'metrics', key: 'quarantine/gone' },
    });
    const { code, stderr } = await world.run(['quarantine', 'export', '--out', world.file('partly.jsonl')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /\ntripstream: 1 message cannot be exported, and stay; the first: message \S+: its payload at s3:\/\/metrics\/quarantine\/gone is not there\n$/,
    );
    expect(readFileSync(world.file('partly.jsonl'), 'utf8').split('\n')).toHaveLength(2);
  });
});
