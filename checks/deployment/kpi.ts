import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { currentKey } from '../../functions/contracts/metrics-file.ts';
import { clientConfiguration } from '../../producer/stack/aws-access.ts';
import type { OracleMetrics } from '../oracle.ts';
import { type DeployedStack, outputOf } from './tools/cdk.ts';
import { checkEqual } from './tools/check.ts';
import type { Tripstream } from './tools/tripstream.ts';

const readObject = async (endpoint: string, Bucket: string, Key: string): Promise<string> => {
  const s3 = new S3Client({ ...clientConfiguration({ endpoint }), forcePathStyle: true });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
};

/** Amounts as the digits in the file, and the count as a number, as in the oracle. */
const exactMetrics = (file: string): unknown => {
  const parsed: unknown = JSON.parse(file, (key, value, { source }) =>
    typeof value === 'number' && !['count_trips', 'trip_count'].includes(key) ? source : value,
  );
  return typeof parsed === 'object' && parsed !== null && 'metrics' in parsed ? parsed.metrics : undefined;
};

/** Runs the KPI of a date with the CLI and checks the file in S3 against the oracle, digit by digit. */
export const checkKpi = async (
  date: string,
  expected: OracleMetrics,
  { tripstream, stack, url }: { tripstream: Tripstream; stack: DeployedStack; url: string },
): Promise<void> => {
  const printed = await tripstream(['kpi', 'run', '--date', date, '--json']);
  const file = await readObject(url, outputOf(stack, 'MetricsBucketName'), currentKey(date));
  checkEqual(`what the CLI printed for ${date}`, printed, file);
  checkEqual(`the metrics of ${date}`, exactMetrics(file), { ...expected });
};
