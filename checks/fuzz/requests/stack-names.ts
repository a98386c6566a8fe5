import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientConfiguration } from '../../../local/values/account.ts';
import type { Names } from './valid-input.ts';

/** One resource of each kind at `url`, under the names that requests use for them. */
export const namesOf = async (url: string): Promise<Names> => {
  const configuration = clientConfiguration(url);
  const clients = {
    dynamodb: new DynamoDBClient(configuration),
    kinesis: new KinesisClient(configuration),
    lambda: new LambdaClient(configuration),
    s3: new S3Client(configuration),
    states: new SFNClient(configuration),
    sqs: new SQSClient(configuration),
  };
  try {
    const { TableNames = [] } = await clients.dynamodb.send(new ListTablesCommand({}));
    const TableName = first(TableNames, 'table');
    const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName }));
    const { StreamNames = [] } = await clients.kinesis.send(new ListStreamsCommand({}));
    const { Functions = [] } = await clients.lambda.send(new ListFunctionsCommand({}));
    const { Buckets = [] } = await clients.s3.send(new ListBucketsCommand({}));
    const { stateMachines = [] } = await clients.states.send(new ListStateMachinesCommand({}));
    const { QueueUrls = [] } = await clients.sqs.send(new ListQueuesCommand({}));
    const QueueUrl = first(QueueUrls, 'queue');
    return {
      ...{ TableName, QueueUrl, QueueName: QueueUrl.split('/').at(-1) ?? '' },
      MapKey: Table?.KeySchema?.[0]?.AttributeName ?? '',
      StreamName: first(StreamNames, 'stream'),
      FunctionName: first(Functions, 'function').FunctionName ?? '',
      Bucket: first(Buckets, 'bucket').Name ?? '',
      Key: 'fuzz/key',
      stateMachineArn: first(stateMachines, 'state machine').stateMachineArn ?? '',
      input: '{"fuzz":1}',
    };
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
};

const first = <Item>(items: readonly Item[], kind: string): Item => {
  const [item] = items;
  if (item === undefined) throw new Error(`the stack under test has no ${kind}`);
  return item;
};
