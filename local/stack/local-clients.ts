import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { REGION } from '../values/account.ts';
import type { CloudParts } from './resource-types/resource-type.ts';

export type LocalClients = Pick<CloudParts, 'dynamodb' | 'kinesis' | 's3' | 'sqs'>;

/** Clients of the endpoint that resources are made through; `destroy` closes their connections. */
export const localClients = (endpointUrl: string): LocalClients & { destroy(): void } => {
  const configuration = {
    endpoint: endpointUrl,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const clients = {
    dynamodb: new DynamoDBClient(configuration),
    kinesis: new KinesisClient(configuration),
    s3: new S3Client({ ...configuration, forcePathStyle: true }),
    sqs: new SQSClient(configuration),
  };
  return {
    ...clients,
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
};
