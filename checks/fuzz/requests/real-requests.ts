import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientConfiguration } from '../../../local/values/account.ts';
import type { Names } from './valid-input.ts';

/** Sends ordinary requests that write and read back, to the services that hold data. @throws if one fails */
export const sendRealRequests = async (url: string, names: Names, mark: string): Promise<void> => {
  const configuration = { ...clientConfiguration(url), maxAttempts: 1 };
  const dynamodb = new DynamoDBClient(configuration);
  const kinesis = new KinesisClient(configuration);
  const s3 = new S3Client(configuration);
  const sqs = new SQSClient(configuration);
  const { TableName, StreamName, QueueUrl, Bucket, MapKey = '' } = names;
  const Key = { [MapKey]: { S: 'fuzz-mark' } };
  try {
    await dynamodb.send(new PutItemCommand({ TableName, Item: { ...Key, mark: { S: mark } } }));
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'fuzz/mark', Body: mark }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'fuzz/mark' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: mark }));
    await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: mark, Data: Buffer.from(mark) }));
    const read = [Item?.mark?.S, await Body?.transformToString()];
    if (read.some((text) => text !== mark)) throw new Error(`wrote ${mark} and read ${read.join(' and ')}`);
  } finally {
    for (const client of [dynamodb, kinesis, s3, sqs]) client.destroy();
  }
};
