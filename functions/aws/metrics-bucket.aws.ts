import { TransientAwsError } from '../contracts/agreed.ts';
import { dateOfCurrentKey, KEY_PREFIX, type StoredFile } from '../contracts/metrics-file.ts';
import { awsCall, clientSettings, lazily } from './aws-call.aws.ts';

/** The file was changed or deleted: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
const CONDITION_FAILED = ['PreconditionFailed', 'NoSuchKey'];
/** Someone else is writing or deleting the file at this moment, so S3 cannot evaluate the condition yet. */
const CONFLICT = 'ConditionalRequestConflict';

const isRefusedAs = (error: unknown, ...names: readonly string[]): error is Error =>
  error instanceof Error && names.includes(error.name);

/** The SDK retries the request, but not reading the body; a body breaks off only when its connection does. */
const brokenOff =
  (key: string) =>
  (cause: unknown): never => {
    throw new TransientAwsError(`the connection to S3 broke while ${key} was read`, { cause });
  };

/** The metrics bucket. Its methods throw {@link TransientAwsError} if another try may succeed. */
export const metricsBucket = (bucketName: string) => {
  // Loaded when the first file is read or written, so that a cold start does not wait for it.
  const s3 = lazily(async () => {
    const { S3Client, ...commands } = await import('@aws-sdk/client-s3');
    return { ...commands, client: new S3Client(clientSettings) };
  });

  /** A file's text and version; undefined if there is no such file. */
  const read = async (key: string): Promise<StoredFile | undefined> => {
    const { client, GetObjectCommand } = await s3();
    try {
      const answer = await awsCall(client.send(new GetObjectCommand({ Bucket: bucketName, Key: key })));
      const text = await answer.Body?.transformToString().catch(brokenOff(key));
      if (text === undefined || answer.ETag === undefined)
        throw new Error(`S3 returned ${key} without a body or an ETag`);
      return { text, version: answer.ETag };
    } catch (error) {
      if (isRefusedAs(error, 'NoSuchKey')) return undefined;
      throw error;
    }
  };

  const put = async (key: string, text: string, condition: { IfNoneMatch?: string; IfMatch?: string }) => {
    const { client, PutObjectCommand } = await s3();
    const object = {
      Bucket: bucketName,
      Key: key,
      Body: text,
      ContentType: 'application/json',
      ...condition,
    };
    await awsCall(client.send(new PutObjectCommand(object)));
  };

  /**
   * Writes a file if it has not changed since it was read as `before` or, without `before`, if it does not exist.
   * Returns whether it was written.
   */
  const replace = async (key: string, text: string, before: StoredFile | undefined): Promise<boolean> => {
    try {
      await put(key, text, before === undefined ? { IfNoneMatch: '*' } : { IfMatch: before.version });
      return true;
    } catch (error) {
      if (isRefusedAs(error, CONFLICT)) throw new TransientAwsError(error.message, { cause: error });
      if (!isRefusedAs(error, ...CONDITION_FAILED)) throw error;
      return false;
    }
  };

  /** Writes a file, replacing any earlier one. */
  const write = (key: string, text: string): Promise<void> => put(key, text, {});

  const listPublishedDates = async (from: string): Promise<ReadonlySet<string>> => {
    const { client, paginateListObjectsV2 } = await s3();
    const dates = new Set<string>();
    const listing = { Bucket: bucketName, Prefix: KEY_PREFIX, StartAfter: `${KEY_PREFIX}${from}` };
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, listing)) {
      for (const { Key = '' } of Contents) {
        const date = dateOfCurrentKey(Key);
        if (date !== undefined) dates.add(date);
      }
    }
    return dates;
  };

  /** The dates, from this one on, that have a metrics file. */
  const readPublishedDates = (from: string) => awsCall(listPublishedDates(from));

  return { read, replace, write, readPublishedDates };
};
