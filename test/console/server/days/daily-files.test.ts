import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DailyFiles } from '../../../../console/server/days/daily-files.ts';
import { readRange, readWholeRange } from '../../../../console/server/days/read-range.ts';
import { currentKey } from '../../../../functions/contracts/metrics-file.ts';
import { openS3AndSqs } from '../../../../local/services/s3-sqs/s3-sqs.ts';
import { clientConfig, startServices } from '../../../local/services-under-test.ts';
import { fileOf } from '../../../producer/kpi/range/days-under-test.ts';

const opened = new AsyncDisposableStack();
let s3: S3Client;
/** The keys of the files that were read. */
let asked: string[] = [];

beforeAll(async () => {
  const stores = await openS3AndSqs({});
  opened.defer(() => stores.close());
  const endpoint = await startServices({ s3: stores.listener });
  opened.defer(() => endpoint.close());
  s3 = new S3Client({ ...clientConfig(endpoint), forcePathStyle: true });
  opened.defer(() => s3.destroy());
  await s3.send(new CreateBucketCommand({ Bucket: 'metrics' }));
  s3.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === 'GetObjectCommand') asked.push(String(Object(args.input).Key));
        return next(args);
      },
    { step: 'initialize' },
  );
});
afterAll(() => opened.disposeAsync());

const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: 'metrics', Key, Body }));
const publish = (date: string, ...fares: readonly string[]) => put(currentKey(date), fileOf(date, fares));
const remove = (date: string) =>
  s3.send(new DeleteObjectCommand({ Bucket: 'metrics', Key: currentKey(date) }));
const bucket = () => ({ s3, bucketName: 'metrics', timeZone: 'UTC' });

/** What a page would get for a range. */
const rangeOf = (files: DailyFiles, given: Parameters<typeof readRange>[1]) =>
  readRange({ kpi: bucket(), files }, given);

describe('the files of days', () => {
  test('are read once, and again when their content has changed', async () => {
    await publish('2024-05-25', '12.5');
    await publish('2024-05-26', '1');
    const files = new DailyFiles();
    const { days } = await rangeOf(files, { from: '2024-05-24', to: '2024-05-26' });
    expect(days.map(({ standing }) => standing)).toEqual(['unpublished', 'published', 'published']);
    expect(asked.toSorted()).toEqual([currentKey('2024-05-25'), currentKey('2024-05-26')]);
    asked = [];
    await publish('2024-05-26', '1', '2');
    const again = await rangeOf(files, { from: '2024-05-24', to: '2024-05-26' });
    expect(asked).toEqual([currentKey('2024-05-26')]);
    expect(again.days.at(-1)?.metrics).toMatchObject({ total_fare: '3', count_trips: '2', min_fare: '1' });
    expect(again.totals).toMatchObject({
      total_fare: '15.5',
      count_trips: '3',
      max_fare: '12.5',
      min_fare: '1',
    });
    expect(again.totals).not.toHaveProperty('average_fare');
  });

  test('are read until there is no more time, the newest first, and the rest the next time', async () => {
    const files = new DailyFiles();
    const listed = await files.list(bucket(), '2024-05-25', '2024-05-26');
    let left = 1;
    await files.read(bucket(), listed.toReversed(), () => left-- > 0);
    expect(listed.map((file) => files.known(file) !== undefined)).toEqual([false, true]);
    asked = [];
    await files.read(bucket(), listed);
    expect(asked).toEqual([currentKey('2024-05-25')]);
  });

  test('of days outside the range, and files with other names, are not mistaken for them', async () => {
    await put('daily/2024-05-25/runs/kpi-1.json', fileOf('2024-05-25', []));
    await put('daily/2024-05-27/metrics.json', fileOf('2024-05-27', []));
    await put('daily/zebra/metrics.json', 'not a day');
    const listed = await new DailyFiles().list(bucket(), '2024-05-25', '2024-05-26');
    expect(listed.map(({ key }) => key)).toEqual([
      'daily/2024-05-25/metrics.json',
      'daily/2024-05-25/runs/kpi-1.json',
      'daily/2024-05-26/metrics.json',
    ]);
    expect(await new DailyFiles().newestDay(bucket())).toBe('2024-05-27');
  });
});

describe('the range', () => {
  test('without `from` and `to` is the five weeks up to the newest published day, and follows it', async () => {
    const files = new DailyFiles();
    await publish('2024-04-24', '1');
    expect(await rangeOf(files, {})).toMatchObject({ from: '2024-04-23', to: '2024-05-27' });
    await publish('2024-06-30');
    expect(await rangeOf(files, {})).toMatchObject({ from: '2024-05-27', to: '2024-06-30' });
  });

  test('without `from` and `to` leaves out the weeks before the first published day, unless one of their days is looked at', async () => {
    await publish('2030-05-23', '1');
    await publish('2030-05-26', '1');
    const files = new DailyFiles();
    expect(await rangeOf(files, {})).toMatchObject({ from: '2030-05-20', to: '2030-05-26' });
    expect(await rangeOf(files, { date: '2030-05-15' })).toMatchObject({
      from: '2030-05-13',
      to: '2030-05-26',
    });
    expect((await rangeOf(files, { to: '2030-05-26' })).days).toHaveLength(35);
    for (const date of ['2030-05-23', '2030-05-26']) await remove(date);
  });

  test.each([
    [{ from: '2024-06-01', date: '2023-01-20' }, '2024-06-01', '2024-07-05'],
    [{ to: '2024-02-29' }, '2024-01-26', '2024-02-29'],
    [{ from: '2024-02-29' }, '2024-02-29', '2024-04-03'],
  ])('with %j goes from %s to %s', async (given, from, to) => {
    const range = await rangeOf(new DailyFiles(), given);
    expect([range.from, range.to, range.days.length]).toEqual([from, to, 35]);
  });

  test.each([
    ['2024-06-01', '2024-05-27', '2024-06-30'],
    ['2024-07-04', '2024-06-24', '2024-07-04'],
    ['2023-01-20', '2023-01-16', '2023-02-06'],
  ])('that looks at %s includes it: from %s to %s', async (date, from, to) => {
    const range = await rangeOf(new DailyFiles(), { date });
    expect([range.from, range.to]).toEqual([from, to]);
  });

  test.each([
    [{ from: '2024-05-26', to: '2024-05-25' }, '2024-05-26 is after 2024-05-25: swap them'],
    [{ from: '2024-05-32' }, '"2024-05-32" is not a date: give one such as 2024-05-25'],
    [
      { from: '2020-01-01', to: '2024-05-25' },
      '2020-01-01 to 2024-05-25 is 1,607 days; the limit is 400 at a time',
    ],
  ])('that is invalid is refused: %j', async (given, why) => {
    await expect(rangeOf(new DailyFiles(), given)).rejects.toThrow(why);
  });

  test('shows all other days when one cannot be read, and exports none of them', async () => {
    await put(currentKey('2024-05-26'), '{"date":');
    const files = new DailyFiles();
    const range = { from: '2024-05-25', to: '2024-05-26' };
    const { days } = await rangeOf(files, range);
    expect(days).toMatchObject([{ standing: 'published' }, { standing: 'unreadable' }]);
    await expect(readWholeRange({ kpi: bucket(), files }, range)).rejects.toThrow(
      'daily/2024-05-26/metrics.json cannot be read: move it away and run the day again',
    );
  });
});
