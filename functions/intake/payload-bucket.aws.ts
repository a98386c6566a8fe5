import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { awsCall, clientSettings } from '../aws/aws-call.aws.ts';
import type { PayloadLocation } from '../contracts/quarantine-message.ts';

/** The bucket that keeps the payloads of refused records that are too large for the queue. */
export const payloadBucket = (bucketName: string) => {
  const client = new S3Client(clientSettings);

  /** Writes the bytes as they are, over those of an earlier try. @throws {TransientAwsError} when it is worth another try */
  const keepPayload = async (
    key: string,
    bytes: Uint8Array,
    abortSignal: AbortSignal,
  ): Promise<PayloadLocation> => {
    const object = { Bucket: bucketName, Key: key, Body: bytes, ContentType: 'application/octet-stream' };
    await awsCall(client.send(new PutObjectCommand(object), { abortSignal }));
    return { bucket: bucketName, key, bytes: bytes.byteLength };
  };

  return { keepPayload };
};
