import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

  test('asks a queue on this computer without a long poll: it has one server', async () => {
    await refuse(world, '{}');
    const asked: unknown[] = [];
    world.watchSqs((operation, body) => {
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

  test('show and export read a payload that is in S3, and name one that does not exist', async () => {
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
      /\ntripstream: 1 message cannot be exported and stays in quarantine; the first: message \S+: its payload at s3:\/\/metrics\/quarantine\/gone is not there\n$/,
    );
    expect(readFileSync(world.file('partly.jsonl'), 'utf8').split('\n')).toHaveLength(2);
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
    const result = await world.run(['quarantine', 'export', '--out', world.file('refused.csv')]);
    expect(result).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`2 refused events are in ${world.file('refused.csv')}; they stay`),
      stderr: expect.stringContaining('1 payloads are not JSON objects: only --format jsonl exports them.\n'),
    });
    const csv = readFileSync(world.file('refused.csv'), 'utf8');
    const [header = '', ...rows] = csv.split('\n');
    const row = rows.find((text) => text.startsWith('t-1')) ?? '';
    const cells = row.split(',');
    cells[header.split(',').indexOf('fare_amount')] = '40.09620692463166';
    writeFileSync(world.file('refused.csv'), `${header}\r\n${cells.join(',')}\r\n`);

    const replayed = await world.run(['quarantine', 'replay', world.file('refused.csv'), '--json']);
    expect(replayed).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(replayed.stdout)).toMatchObject({ sent: 1, invalid: 0, deleted: 1, missing: 0 });
    expect(await world.sequencesLeft()).toEqual([unrepaired, notInCsv]);
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
    const csv = await world.exported('refused.csv');
    writeFileSync(world.file('refused.csv'), csv.replace(/shardId-\d+:\d+/, '4.96E+55'));
    const { code, stderr } = await world.run(['quarantine', 'replay', world.file('refused.csv')]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `tripstream: ${world.file('refused.csv')}, row 1: "4.96E+55" is not a position such as shardId-000000000000:4958…: put back what was exported. Nothing was sent\n`,
    });
  });
});

describe('an export as JSON lines', () => {
  test('holds every payload in full, once per record, and does not overwrite an existing file', async () => {
    const payloads = ['{"a":"\u2028"}', 'not json', '\ufeff{"b":1}'];
    for (const payload of payloads) await refuse(world, payload);
    await refuse(world, Buffer.from([0xff, 0x00]));
    await world.send('quarantine', (await world.visible('quarantine'))[0] ?? '');
    const { stdout } = await world.run(['quarantine', 'export', '--out', world.file('all.jsonl'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ exported: 4, repeated: 1, not_in_csv: 0, unreadable: 0 });
    const records = readFileSync(world.file('all.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ payload }) => payload).sort()).toEqual([...payloads, '/wA='].sort());
    const again = await world.run(['quarantine', 'export', '--out', world.file('all.jsonl')]);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('already exists') });
    expect(readdirSync(world.folder)).toEqual(['all.jsonl']);
    expect(await world.visible('quarantine')).toHaveLength(5);
  });

  test('is refused whole at the first record that would be refused again, or sent without those', async () => {
    const valid = await refuse(world, JSON.stringify(END));
    const invalid = await refuse(world, JSON.stringify({ ...END, trip_id: 't-2', fare_amount: '-1' }));
    const text = await world.exported('refused.jsonl');
    const bad = text.split('\n').findIndex((line) => line.includes('t-2')) + 1;

    const refused = await world.run(['quarantine', 'replay', world.file('refused.jsonl')]);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' });
    expect(refused.stderr).toBe(
      `tripstream: ${world.file('refused.jsonl')}, line ${bad}: would be refused again: ${FARE_REASON}, got "-1". Nothing was sent; repair it, or leave such records out with --skip-invalid\n`,
    );
    const dry = await world.run([
      'quarantine',
      'replay',
      world.file('refused.jsonl'),
      '--skip-invalid',
      '--dry-run',
    ]);
    expect(dry.stdout).toContain('1 event of');
    expect(await world.records('ends')).toEqual([]);
    expect(await world.sequencesLeft()).toEqual([valid, invalid]);

    const sent = await world.run(['quarantine', 'replay', world.file('refused.jsonl'), '--skip-invalid']);
    expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining('1 would be refused again') });
    expect(await world.records('ends')).toHaveLength(1);
    expect(await world.sequencesLeft()).toEqual([invalid]);

    await world.exported('unrepaired.jsonl');
    const none = await world.run(['quarantine', 'replay', world.file('unrepaired.jsonl'), '--skip-invalid']);
    expect(none).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `tripstream: ${world.file('unrepaired.jsonl')}: none of its events would be accepted: repair them\n`,
    });
    expect(await world.sequencesLeft()).toEqual([invalid]);
  });

  test('is checked whole with --dry-run: every record that cannot be sent is listed', async () => {
    for (const [trip_id, fare_amount] of [
      ['t-1', '1'],
      ['t-2', '-1'],
      ['t-3', 'free'],
      ['t-4', '4'],
      ['t-5', '5'],
    ])
      await refuse(world, JSON.stringify({ ...END, trip_id, fare_amount }));
    const lines = (await world.exported('refused.jsonl')).trimEnd().split('\n').sort();
    const path = world.file('refused.jsonl');
    const damaged = lines[3]?.replace(/"sequence_number":"\d+"/, '"sequence_number":"4.9E+3"');
    writeFileSync(path, [...lines.with(3, String(damaged)), lines[0]].join('\n'));
    const place = (line: number) => `${path}, line ${line}: `;
    const listed = [
      `${place(2)}would be refused again: ${FARE_REASON}, got "-1"`,
      `${place(3)}would be refused again: ${FARE_REASON}, got "free"`,
      expect.stringContaining(`${place(4)}"${'shardId-000000000000'}:4.9E+3" is not a position`),
      `${place(6)}is the same record as ${path}, line 1: keep one`,
    ];

    const dry = await world.run(['quarantine', 'replay', path, '--dry-run']);
    expect(dry.code).toBe(2);
    const [summary, ...listing] = dry.stdout.trimEnd().split('\n').reverse();
    expect(listing.reverse()).toEqual(listed);
    expect(summary).toBe(`2 events of ${path} can be sent, 4 cannot; nothing was sent.`);
    expect(dry.stderr).toBe(
      `tripstream: ${path}: 4 records cannot be sent: repair them, or leave such records out with --skip-invalid\n`,
    );
    const json = await world.run(['quarantine', 'replay', path, '--dry-run', '--skip-invalid', '--json']);
    expect(json).toMatchObject({
      code: 2,
      stderr: `tripstream: ${path}: 2 records cannot be sent: repair them\n`,
    });
    expect(JSON.parse(json.stdout)).toMatchObject({ dry_run: true, valid: 2, invalid: 4, problems: listed });

    const refused = await world.run(['quarantine', 'replay', path]);
    expect(refused.stderr).toContain(`${place(2)}would be refused again: `);
    expect(refused.stderr).toMatch(
      /with --skip-invalid\. 3 more cannot be sent either: --dry-run lists all\n$/,
    );
    expect(await world.records('ends')).toEqual([]);
  });

  test.each([
    ['{}\n', 'line 1: is not a line of JSON as "tripstream quarantine export" writes it'],
    ['', 'holds no records'],
    [undefined, 'no such file'],
  ])('of the content %j is refused in one line', async (content, problem) => {
    if (content !== undefined) writeFileSync(world.file('bad.jsonl'), content);
    const { code, stderr } = await world.run(['quarantine', 'replay', world.file('bad.jsonl')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^tripstream: [^\n]*\n$/);
    expect(stderr).toContain(problem);
  });
});
