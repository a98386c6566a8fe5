import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { type PublishedDay, parseMetricsFile, runsPrefix } from '../../functions/contracts/metrics-file.ts';
import { forEachConcurrently } from '../stack/concurrent.ts';
import { CommandError } from '../terminal/command-error.ts';
import type { DailyKpi } from './daily-kpi.ts';

const READS_AT_A_TIME = 8;

const parsed = (key: string, text: string): PublishedDay => {
  try {
    return parseMetricsFile(text);
  } catch (error) {
    throw new CommandError(`${key} is not a metrics file`, { cause: error });
  }
};

async function* keysOf({ s3, bucketName }: DailyKpi, date: string): AsyncGenerator<string> {
  const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucketName, Prefix: runsPrefix(date) });
  for await (const { Contents = [] } of pages)
    for (const { Key } of Contents) if (Key !== undefined) yield Key;
}

/** What every run of a date has left behind, the run that started first before the others. */
export const readRunCopies = async (kpi: DailyKpi, date: string): Promise<readonly PublishedDay[]> => {
  const copies: PublishedDay[] = [];
  await forEachConcurrently(keysOf(kpi, date), READS_AT_A_TIME, async (Key) => {
    const { Body } = await kpi.s3.send(new GetObjectCommand({ Bucket: kpi.bucketName, Key }));
    copies.push(parsed(Key, (await Body?.transformToString()) ?? ''));
  });
  return copies.toSorted((one, other) => Date.parse(one.generated_at) - Date.parse(other.generated_at));
};
