import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { metricsBucket } from '../../../functions/aws/metrics-bucket.aws.ts';
import { TransientAwsError } from '../../../functions/contracts/agreed.ts';
import { openS3AndSqs } from '../../../local/services/s3-sqs/s3-sqs.ts';
import { answerOf } from '../../local/services-under-test.ts';
import { type Cloud, closedRoutes, serve } from './cloud-under-test.ts';

let services: Awaited<ReturnType<typeof openS3AndSqs>>;
let cloud: Cloud;
let bucket: ReturnType<typeof metricsBucket>;

beforeAll(async () => {
  services = await openS3AndSqs({});
  cloud = await serve({ ...closedRoutes, s3: services.listener });
  await new S3Client({}).send(new CreateBucketCommand({ Bucket: 'metrics' }));
  bucket = metricsBucket('metrics');
});

afterAll(async () => {
  await cloud.close();
  await services.close();
});

const read = async (Key: string) => {
  const { Body, ContentType } = await new S3Client({}).send(new GetObjectCommand({ Bucket: 'metrics', Key }));
  return [await Body?.transformToString(), ContentType];
};

test('a file is read as it was written, and absent until then', async () => {
  const key = 'daily/2024-05-25/metrics.json';
  expect(await bucket.read(key)).toBeUndefined();
  expect(await bucket.replace(key, '{"a":1}\n', undefined)).toBe(true);
  expect(await bucket.read(key)).toEqual({ text: '{"a":1}\n', version: expect.any(String) });
  expect(await read(key)).toEqual(['{"a":1}\n', 'application/json']);
});

test('a file is replaced only if it has not changed since it was read', async () => {
  const key = 'daily/2024-05-26/metrics.json';
  await bucket.replace(key, 'first', undefined);
  const first = await bucket.read(key);
  expect(await bucket.replace(key, 'by someone who saw none', undefined)).toBe(false);
  expect(await bucket.replace(key, 'second', first)).toBe(true);
  expect(await bucket.replace(key, 'by someone who saw the first', first)).toBe(false);
  expect((await bucket.read(key))?.text).toBe('second');
});

test('a file that was deleted since it was read counts as changed', async () => {
  const key = 'daily/2024-05-27/metrics.json';
  await bucket.replace(key, 'first', undefined);
  const first = await bucket.read(key);
  await new S3Client({}).send(new DeleteObjectCommand({ Bucket: 'metrics', Key: key }));
  expect(await bucket.replace(key, 'second', first)).toBe(false);
});

test('a file overwrites whatever is there', async () => {
  const key = 'daily/2024-05-28/audit.json';
  await bucket.write(key, 'first');
  await bucket.write(key, 'second');
  expect(await read(key)).toEqual(['second', 'application/json']);
});

test('the published dates are those with a current file, from the given date on', async () => {
  for (const date of ['2024-06-01', '2024-06-02', '2024-06-03'])
    await bucket.write(`daily/${date}/metrics.json`, '{}');
  await bucket.write('daily/2024-06-04/runs/run-1.json', '{}');
  await bucket.write('daily/2024-06-04/audit.json', '{}');
  expect([...(await bucket.readPublishedDates('2024-06-02'))]).toEqual(['2024-06-02', '2024-06-03']);
});

test('a missing bucket is not a transient error; one that fails or is unreachable is', async () => {
  await expect(metricsBucket('missing').replace('k', 't', undefined)).rejects.toThrow(
    expect.objectContaining({ name: 'NoSuchBucket' }),
  );
  const failing = await serve(closedRoutes);
  await expect(metricsBucket('metrics').replace('k', 't', undefined)).rejects.toThrow(TransientAwsError);
  await expect(metricsBucket('metrics').readPublishedDates('2024-06-02')).rejects.toThrow(TransientAwsError);
  const unreachable = metricsBucket('metrics');
  await failing.close();
  await expect(unreachable.replace('k', 't', undefined)).rejects.toThrow(
    expect.objectContaining({ name: 'TransientAwsError' }),
  );
});

test('a write that conflicts with another write is worth another try', async () => {
  const conflict = '<Error><Code>ConditionalRequestConflict</Code><Message>a conflict</Message></Error>';
  const busy = await serve({
    ...closedRoutes,
    s3: () => answerOf(409, conflict, { 'content-type': 'application/xml' }),
  });
  await expect(metricsBucket('metrics').replace('k', 't', undefined)).rejects.toThrow(TransientAwsError);
  await busy.close();
});

test('a read whose connection is cut is worth another try', async () => {
  const cutting = await serve({
    ...closedRoutes,
    s3: () => answerOf(200, '{"half":', { 'content-length': '100', etag: '"1"', connection: 'close' }),
  });
  await expect(metricsBucket('metrics').read('daily/2024-05-25/metrics.json')).rejects.toThrow(
    TransientAwsError,
  );
  await cutting.close();
});
