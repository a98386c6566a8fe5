import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { metricsBucket } from '../../../functions/adapters/metrics-bucket.ts';
import { TransientAwsError } from '../../../functions/domain/errors.ts';
import { openS3AndSqs } from '../../../local/s3-sqs.ts';
import { type Cloud, closedRoutes, serve } from './serve.ts';

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

test('a file exists once it is written, and is replaced when it is written again', async () => {
  expect(await bucket.exists('daily/2024-05-25/metrics.json')).toBe(false);
  await bucket.write('daily/2024-05-25/metrics.json', '{"a":1}\n');
  expect(await bucket.exists('daily/2024-05-25/metrics.json')).toBe(true);
  await bucket.write('daily/2024-05-25/metrics.json', '{"a":2}\n');
  expect(await read('daily/2024-05-25/metrics.json')).toEqual(['{"a":2}\n', 'application/json']);
});

test('a run’s copy is never replaced', async () => {
  await bucket.writeOnce('daily/2024-05-25/runs/r.json', 'first');
  await bucket.writeOnce('daily/2024-05-25/runs/r.json', 'second');
  expect((await read('daily/2024-05-25/runs/r.json'))[0]).toBe('first');
});

test('a bucket that does not exist is not transient, one that fails or is out of reach is', async () => {
  await expect(metricsBucket('missing').write('k', 't')).rejects.toThrow(
    expect.objectContaining({ name: 'NoSuchBucket' }),
  );
  const failing = await serve(closedRoutes);
  await expect(metricsBucket('metrics').write('k', 't')).rejects.toThrow(TransientAwsError);
  const unreachable = metricsBucket('metrics');
  await failing.close();
  await expect(unreachable.write('k', 't')).rejects.toThrow(
    expect.objectContaining({ name: 'TransientAwsError' }),
  );
});
