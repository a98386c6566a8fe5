import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { awsCall, clientSettings } from '../aws/aws-call.aws.ts';
import { dateOfCurrentKey, KEY_PREFIX } from '../contracts/metrics-file.ts';

/** What tells the days that no run has published. All methods throw {@link TransientAwsError} when they are worth another try. */
export const knownDays = (tableName: string, bucketName: string) => {
  const dynamodb = new DynamoDBClient(clientSettings);
  const s3 = new S3Client(clientSettings);

  const listDates = async (from: string): Promise<ReadonlySet<string>> => {
    const dates = new Set<string>();
    const listing = { Bucket: bucketName, Prefix: KEY_PREFIX, StartAfter: `${KEY_PREFIX}${from}` };
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, listing)) {
      for (const { Key = '' } of Contents) {
        const date = dateOfCurrentKey(Key);
        if (date !== undefined) dates.add(date);
      }
    }
    return dates;
  };

  return {
    readPublishedDates: (from: string): Promise<ReadonlySet<string>> => awsCall(listDates(from)),
    readTableCreation: async (): Promise<Date> => {
      const { Table } = await awsCall(dynamodb.send(new DescribeTableCommand({ TableName: tableName })));
      if (Table?.CreationDateTime === undefined)
        throw new Error(`DynamoDB does not say when ${tableName} was made`);
      return Table.CreationDateTime;
    },
  };
};
