import {
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { awsCall, clientSettings } from './aws-call.ts';

const isNamed = (error: unknown, name: string): boolean =>
  error instanceof S3ServiceException && error.name === name;

/** The bucket of the metrics files. Its methods throw {@link TransientAwsError} when they are worth another try. */
export const metricsBucket = (bucketName: string) => {
  const client = new S3Client(clientSettings);

  const put = (key: string, text: string, condition: { readonly IfNoneMatch?: '*' }) =>
    awsCall(
      client.send(
        new PutObjectCommand({
          Bucket: bucketName,
          Key: key,
          Body: text,
          ContentType: 'application/json',
          ...condition,
        }),
      ),
    );

  const exists = async (key: string): Promise<boolean> => {
    try {
      await awsCall(client.send(new HeadObjectCommand({ Bucket: bucketName, Key: key })));
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  };

  const write = async (key: string, text: string): Promise<void> => {
    await put(key, text, {});
  };

  const writeOnce = async (key: string, text: string): Promise<void> => {
    try {
      await put(key, text, { IfNoneMatch: '*' });
    } catch (error) {
      if (!isNamed(error, 'PreconditionFailed')) throw error;
    }
  };

  return { exists, write, writeOnce };
};
