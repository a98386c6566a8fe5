import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  KinesisClient,
  PutRecordCommand,
} from '@aws-sdk/client-kinesis';
import { openKinesis } from '../../../../local/services/kinesis/kinesis.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

/** A Kinesis service on a free port with an unmodified client of the SDK, and short forms of its calls. */
export const startKinesis = async (databasePath = ':memory:') => {
  const opened = openKinesis({ databasePath });
  const endpoint = await startServices({ kinesis: opened.listener });
  const kinesis = new KinesisClient({ ...clientConfig(endpoint), maxAttempts: 1 });
  return {
    kinesis,
    stop: async () => {
      kinesis.destroy();
      await endpoint.close();
      opened.close();
    },
    create: (StreamName: string, ShardCount = 1) =>
      kinesis.send(new CreateStreamCommand({ StreamName, ShardCount })),
    put: async (StreamName: string, text: string, PartitionKey = 'trip-1') => {
      const command = new PutRecordCommand({ StreamName, PartitionKey, Data: Buffer.from(text) });
      const { SequenceNumber = '', ShardId = '' } = await kinesis.send(command);
      return { SequenceNumber, ShardId };
    },
    /** An iterator on shard 0 of `trips`, from its beginning unless `place` says otherwise. */
    iterator: async (place: Partial<GetShardIteratorCommandInput> = {}) => {
      const input = {
        StreamName: 'trips',
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'TRIM_HORIZON' as const,
        ...place,
      };
      return (await kinesis.send(new GetShardIteratorCommand(input))).ShardIterator;
    },
    /** A page of records, with their data as text. */
    read: async (ShardIterator: string | undefined, Limit?: number) => {
      const page = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit }));
      const texts = (page.Records ?? []).map(({ Data }) => Buffer.from(Data ?? []).toString());
      return { ...page, texts };
    },
  };
};
