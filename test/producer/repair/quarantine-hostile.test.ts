import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { anyText } from '../../../checks/fuzz/any-text.ts';
import type { QuarantinedRecord } from '../../../functions/contracts/quarantine-message.ts';
import {
  exportedCell,
  QUARANTINE_CSV_HEADER,
  quarantineCsvRow,
  rowPayload,
} from '../../../producer/repair/quarantine-csv.ts';
import { fileFormat } from '../../../producer/repair/repaired-file.ts';
import { END, openQuarantineWorld, refuse, SHARD, streamArn } from './recovery-under-test.ts';

let world: Awaited<ReturnType<typeof openQuarantineWorld>>;
beforeEach(async () => {
  world = await openQuarantineWorld();
});
afterEach(() => world.close());

const elsewhere = (bucket: string, key: string) => ({
  reasons: ['too large'],
  payload_location: { bucket, key },
  stream_arn: streamArn('ends'),
  shard_id: SHARD,
  sequence_number: '7',
  partition_key: 'k',
  arrived_at: '2024-05-25T10:00:00.250Z',
  quarantined_at: '2024-05-25T10:00:01.000Z',
});

describe('a message that names a payload elsewhere', () => {
  test.each([
    ['others', 'quarantine/ends/1/7'],
    ['metrics', 'daily/2024-05-25/metrics.json'],
    ['metrics', 'quarantine/../daily/secret'],
  ])('s3://%s/%s is not read, is reported, and does not block the rest', async (bucket, key) => {
    await world.putObject(key, 'secret');
    await world.send('quarantine', elsewhere(bucket, key));
    await refuse(world, JSON.stringify(END));
    const shown = await world.run(['quarantine', 'show']);
    expect(shown.code).toBe(1);
    expect(shown.stdout).toContain('"trip_id":"t-1"');
    expect(`${shown.stdout}${shown.stderr}`).not.toContain('secret\n');
    expect(shown.stderr).toContain(
      `its payload_location is s3://${bucket}/${key}, which is not below s3://metrics/quarantine/ and was not read`,
    );
    const exported = await world.run(['quarantine', 'export', '--out', world.file('refused.csv'), '--json']);
    expect(exported.code).toBe(1);
    expect(JSON.parse(exported.stdout)).toMatchObject({ exported: 1, unreadable: 1 });
    expect(await world.visible('quarantine')).toHaveLength(2);
  });

  test('that no longer exists is reported', async () => {
    await world.send('quarantine', elsewhere('metrics', 'quarantine/ends/1/7'));
    const { code, stderr } = await world.run(['quarantine', 'show']);
    expect(code).toBe(1);
    expect(stderr).toContain('its payload at s3://metrics/quarantine/ends/1/7 is not there');
  });

  test('that these credentials may not read is reported in its own words, and does not block the rest', async () => {
    const key = 'quarantine/ends/1/7';
    await world.putObject(key, 'secret');
    world.forbid((path) => path.includes(key));
    await world.send('quarantine', elsewhere('metrics', key));
    await refuse(world, JSON.stringify(END));
    const why = `its payload at s3://metrics/${key} may not be read with these credentials (AccessDenied), or is not there`;
    const shown = await world.run(['quarantine', 'show']);
    expect(shown).toMatchObject({ code: 1, stdout: expect.stringContaining('"trip_id":"t-1"') });
    expect(shown.stderr).toContain(why);
    const exported = await world.run(['quarantine', 'export', '--out', world.file('refused.csv')]);
    expect(exported).toMatchObject({ code: 1, stdout: expect.stringMatching(/^1 refused events are in /) });
    expect(exported.stderr).toContain(why);
    expect(await world.visible('quarantine')).toHaveLength(2);
  });
});

const recordOf = (payload: string): QuarantinedRecord => ({
  reasons: ['=1+1'],
  payload,
  payload_encoding: 'utf8',
  stream_arn: streamArn('ends'),
  shard_id: SHARD,
  sequence_number: '7',
  partition_key: 'k',
  arrived_at: '2024-05-25T10:00:00.250Z',
  quarantined_at: '2024-05-25T10:00:01.000Z',
});

const cellsOf = (record: QuarantinedRecord): Record<string, string> => {
  const [cells = {}]: Record<string, string>[] = parse(
    `${QUARANTINE_CSV_HEADER}${quarantineCsvRow(record)}`,
    {
      columns: true,
      relax_column_count: false,
    },
  );
  return cells;
};

describe('formulas in an export', () => {
  const starts = fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    "'",
    "'=",
    "''-1",
    "'x",
    ' =',
    '',
    'a',
  );

  test('no cell of it is one, and a replay has exactly what was refused', () => {
    fc.assert(
      fc.property(starts, anyText, (start, rest) => {
        const text = `${start}${rest}`;
        fc.pre(text !== '' && text.isWellFormed());
        const cells = cellsOf(recordOf(JSON.stringify({ trip_id: text })));
        expect(Object.values(cells).filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
        const back = Object.fromEntries(
          Object.entries(cells).map(([name, cell]) => [name, exportedCell(cell)]),
        );
        expect(JSON.parse(Buffer.from(rowPayload(back) ?? []).toString('utf8'))).toEqual({ trip_id: text });
      }),
      { numRuns: 500 },
    );
  });

  test('a repaired file brings a negative fare back as it was', async () => {
    await refuse(world, JSON.stringify({ ...END, fare_amount: '-12.50' }));
    const text = await world.exported('refused.csv');
    expect(text).toContain(",'-12.50,");
    writeFileSync(world.file('refused.csv'), text);
    const { code, stdout } = await world.run([
      'quarantine',
      'replay',
      world.file('refused.csv'),
      '--dry-run',
    ]);
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: expect.stringMatching(/fare_amount .*got "?-12\.50/),
    });
  });
});

test.each(['q.xlsx', 'q.ods', 'q.csv.gz', 'q.parquet', 'q.pdf'])(
  'an export to %s is refused',
  async (name) => {
    const { code, stderr } = await world.run(['quarantine', 'export', '--out', world.file(name)]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^tripstream: .*an export is CSV or JSON lines, and "\.\w+" is neither: name it \.csv or \.jsonl\n$/,
    );
    expect(() => fileFormat('q.xlsx', 'csv')).toThrow('is neither');
  },
);

test('an export into a folder that does not exist says so', async () => {
  const out = world.file('none/refused.csv');
  expect(await world.run(['quarantine', 'export', '--out', out])).toMatchObject({
    code: 2,
    stderr: `tripstream: ${out}: its folder does not exist: create it first\n`,
  });
});

test('JSON lines without a line end are refused before all of them are in memory', async () => {
  writeFileSync(world.file('endless.jsonl'), Buffer.alloc(30 * 1024 * 1024, 'x'));
  const { code, stderr } = await world.run(['quarantine', 'replay', world.file('endless.jsonl')]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^tripstream: .*endless\.jsonl: has a line of more than \d+ characters: is it JSON lines\?\n$/,
  );
});
