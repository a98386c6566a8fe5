import { GetObjectCommand, NoSuchKey, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { dateOfCurrentKey, KEY_PREFIX } from '../../../functions/contracts/metrics-file.ts';
import { isCalendarDate } from '../../../functions/trip/business-time.ts';
import type { DailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { forEachConcurrently } from '../../../producer/stack/concurrent.ts';

type Bucket = Pick<DailyKpi, 's3' | 'bucketName'>;

const READS_AT_A_TIME = 4;
/** Enough for more than two years of metrics and audit files; each file has about 1 KB. */
const MOST_KEPT = 2_000;

/** One file of a day, as the bucket lists it. */
export interface DailyFile {
  readonly key: string;
  /** Changes with the content. */
  readonly etag: string;
}

/** The daily files. Each version of a file is read once, for all pages. */
export class DailyFiles {
  readonly #texts = new Map<string, string>();
  #newest: string | undefined;

  /** The files of all days from one to another, both included. */
  async list({ s3, bucketName }: Bucket, from: string, to: string): Promise<readonly DailyFile[]> {
    const files: DailyFile[] = [];
    const listing = { Bucket: bucketName, Prefix: KEY_PREFIX, StartAfter: `${KEY_PREFIX}${from}` };
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, listing)) {
      for (const { Key = '', ETag = '' } of Contents) {
        // `~` comes after every character of a key below the last day.
        if (Key > `${KEY_PREFIX}${to}/~`) return files;
        files.push({ key: Key, etag: ETag });
      }
    }
    return files;
  }

  /** The newest published day; undefined if there is none. Lists all days once, then only newer ones. */
  async newestDay({ s3, bucketName }: Bucket): Promise<string | undefined> {
    const after = this.#newest === undefined ? {} : { StartAfter: `${KEY_PREFIX}${this.#newest}` };
    const listing = { Bucket: bucketName, Prefix: KEY_PREFIX, ...after };
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, listing)) {
      const dates = Contents.flatMap(({ Key = '' }) => dateOfCurrentKey(Key) ?? []).filter(isCalendarDate);
      this.#newest = dates.at(-1) ?? this.#newest;
    }
    return this.#newest;
  }

  /** The text of a file, if it has been read. */
  known(file: DailyFile | undefined): string | undefined {
    return file && this.#texts.get(`${file.key} ${file.etag}`);
  }

  /** Reads the files that are not known yet, for as long as `mayGoOn`. A file that no longer exists stays unknown. */
  async read(
    bucket: Bucket,
    files: readonly DailyFile[],
    mayGoOn: () => boolean = () => true,
  ): Promise<void> {
    const unknown = files.filter((file) => this.known(file) === undefined);
    await forEachConcurrently(unknown, READS_AT_A_TIME, async (file) => {
      if (mayGoOn()) await this.#read(bucket, file);
    });
  }

  async #read({ s3, bucketName }: Bucket, { key, etag }: DailyFile): Promise<void> {
    try {
      // If the content is newer than the listing, the next listing shows the new version, which is then read again.
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key: key }));
      this.#keep(`${key} ${etag}`, (await Body?.transformToString()) ?? '');
    } catch (error) {
      if (!(error instanceof NoSuchKey)) throw error;
    }
  }

  #keep(version: string, text: string): void {
    this.#texts.set(version, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MOST_KEPT && oldest !== undefined) this.#texts.delete(oldest);
  }
}
