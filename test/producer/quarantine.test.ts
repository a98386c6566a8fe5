import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  ARRIVED,
  openRecoveryWorld,
  type RecoveryWorld,
  refuse,
  SHARD,
  streamArn,
} from './recovery-world.ts';

const END = { trip_id: 't-1', dropoff_datetime: '2024-05-25 11:00:00', fare_amount: '12.50' };
const FARE_REASON =
  'fare_amount must be a decimal such as 12.50, not negative, of at most 38 significant digits';

let world: RecoveryWorld;
let folder = '';

beforeEach(async () => {
  world = await openRecoveryWorld();
  folder = mkdtempSync(join(tmpdir(), 'tripstream-quarantine-'));
});
afterEach(async () => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
  await world.close();
});

const file = (name: string): string => join(folder, name);

const exported = async (name: string): Promise<string> => {
  const result = await world.run(['quarantine', 'export', '--out', file(name)]);
  expect(result).toMatchObject({ code: 0 });
  return readFileSync(file(name), 'utf8');
};

const sequencesLeft = async (): Promise<string[]> =>
  (await world.visible('quarantine')).map((body) => JSON.parse(body).sequence_number).sort();

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
    expect(stdout).toContain(`       3  ${FARE_REASON}\n       1  the payload is not JSON\nby stream\n`);
    expect(await world.visible('quarantine')).toHaveLength(5);
  });

  test('show prints payloads and reasons without what a terminal would obey', async () => {
    const number = await refuse(world, '{"trip_id":"\u001b[2J\u202e"}\u0007', ['first', 'second']);
    const { code, stdout } = await world.run(['quarantine', 'show']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `ends ${SHARD} ${number}, arrived ${ARRIVED}\n  payload: {"trip_id":"\\u001b[2J\\u202e"}\\u0007\n  - first\n  - second\n`,
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
    expect(JSON.parse(await exported('large.jsonl')).payload).toBe(payload);
    await world.send('quarantine', {
      ...message,
      sequence_number: '2',
      payload_location: { bucket: 'metrics', key: 'gone' },
    });
    const { code, stderr } = await world.run(['quarantine', 'export', '--out', file('partly.jsonl')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /\ntripstream: 1 messages cannot be exported, and stay; the first: message \S+: its payload is not at s3:\/\/metrics\/gone\n$/,
    );
    expect(readFileSync(file('partly.jsonl'), 'utf8').split('\n')).toHaveLength(2);
  });
});

describe('an export as CSV', () => {
  test('is repaired in its columns and replayed; only what was replaced leaves the quarantine', async () => {
    await refuse(
      world,
      '{"trip_id":"t-1","dropoff_datetime":"2024-05-25 11:00:00","fare":40.09620692463166,"note":"a,\\"b\\"\\nc"}',
      ['fare_amount is required, but missing or blank'],
    );
    const unrepaired = await refuse(
      world,
      '{"trip_id":"t#2","pickup_datetime":"2024-05-25 10:00:00"}',
      ['trip_id'],
      'starts',
    );
    const notInCsv = await refuse(world, 'not json', ['the payload is not JSON']);
    const result = await world.run(['quarantine', 'export', '--out', file('refused.csv')]);
    expect(result).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`2 refused events are in ${file('refused.csv')}; they stay`),
      stderr: expect.stringContaining('1 payloads are no JSON objects: only --format jsonl exports them.\n'),
    });
    const csv = readFileSync(file('refused.csv'), 'utf8');
    const [header = '', ...rows] = csv.split('\n');
    const row = rows.find((text) => text.startsWith('t-1')) ?? '';
    const cells = row.split(',');
    cells[header.split(',').indexOf('fare_amount')] = '40.09620692463166';
    writeFileSync(file('refused.csv'), `${header}\r\n${cells.join(',')}\r\n`);

    const replayed = await world.run(['quarantine', 'replay', file('refused.csv'), '--json']);
    expect(replayed).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(replayed.stdout)).toMatchObject({ sent: 1, invalid: 0, deleted: 1, missing: 0 });
    expect(await sequencesLeft()).toEqual([unrepaired, notInCsv]);
    const [sent] = await world.records('ends');
    expect(sent?.key).toBe('t-1');
    expect(JSON.parse(sent?.text ?? '')).toEqual({
      trip_id: 't-1',
      dropoff_datetime: '2024-05-25 11:00:00',
      fare_amount: '40.09620692463166',
      fare: '40.09620692463166',
      note: 'a,"b"\nc',
      first_arrived_at: ARRIVED,
    });
    expect(await world.records('starts')).toEqual([]);
  });

  test('whose sequence numbers a spreadsheet has damaged is refused by the row', async () => {
    await refuse(world, JSON.stringify(END));
    const csv = await exported('refused.csv');
    writeFileSync(file('refused.csv'), csv.replace(/shardId-\d+:\d+/, '4.96E+55'));
    const { code, stderr } = await world.run(['quarantine', 'replay', file('refused.csv')]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `tripstream: ${file('refused.csv')}, row 1: "4.96E+55" is no position such as shardId-000000000000:4958…: put back what was exported\n`,
    });
  });
});

describe('an export as JSON lines', () => {
  test('holds every payload whole, once per record, and is not written over a file that is there', async () => {
    const payloads = ['{"a":"\u2028"}', 'not json', '\ufeff{"b":1}'];
    for (const payload of payloads) await refuse(world, payload);
    await refuse(world, Buffer.from([0xff, 0x00]));
    await world.send('quarantine', (await world.visible('quarantine'))[0] ?? '');
    const { stdout } = await world.run(['quarantine', 'export', '--out', file('all.jsonl'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ exported: 4, repeated: 1, not_in_csv: 0, unreadable: 0 });
    const records = readFileSync(file('all.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ payload }) => payload).sort()).toEqual([...payloads, '/wA='].sort());
    const again = await world.run(['quarantine', 'export', '--out', file('all.jsonl')]);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
    expect(readdirSync(folder)).toEqual(['all.jsonl']);
    expect(await world.visible('quarantine')).toHaveLength(5);
  });

  test('is refused whole at the first record that would be refused again, or sent without those', async () => {
    const valid = await refuse(world, JSON.stringify(END));
    const invalid = await refuse(world, JSON.stringify({ ...END, trip_id: 't-2', fare_amount: '-1' }));
    const text = await exported('refused.jsonl');
    const bad = text.split('\n').findIndex((line) => line.includes('t-2')) + 1;

    const refused = await world.run(['quarantine', 'replay', file('refused.jsonl')]);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' });
    expect(refused.stderr).toBe(
      `tripstream: ${file('refused.jsonl')}, line ${bad}: would be refused again: ${FARE_REASON}, got "-1". Nothing was sent; repair it, or leave such records out with --skip-invalid\n`,
    );
    const dry = await world.run([
      'quarantine',
      'replay',
      file('refused.jsonl'),
      '--skip-invalid',
      '--dry-run',
    ]);
    expect(dry.stdout).toContain('1 events of');
    expect(await world.records('ends')).toEqual([]);
    expect(await sequencesLeft()).toEqual([valid, invalid]);

    const sent = await world.run(['quarantine', 'replay', file('refused.jsonl'), '--skip-invalid']);
    expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining('1 would be refused again') });
    expect(await world.records('ends')).toHaveLength(1);
    expect(await sequencesLeft()).toEqual([invalid]);
  });

  test.each([
    ['{}\n', 'line 1: is not a line of JSON as "tripstream quarantine export" writes it'],
    ['', 'holds no records'],
    [undefined, 'no such file'],
  ])('of the content %j is refused in one line', async (content, problem) => {
    if (content !== undefined) writeFileSync(file('bad.jsonl'), content);
    const { code, stderr } = await world.run(['quarantine', 'replay', file('bad.jsonl')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^tripstream: [^\n]*\n$/);
    expect(stderr).toContain(problem);
  });
});
