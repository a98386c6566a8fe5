import {
  CreateStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  type KinesisClient,
  ResourceInUseException,
} from '@aws-sdk/client-kinesis';
import { fields, honoured, ignored, only } from '../../template/property-rules.ts';
import { labelOf } from '../../template/resource.ts';
import { arn } from '../../values/account.ts';
import { Refusal } from '../../values/refusal.ts';
import { propertyReader } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html */
export const kinesisStream: ResourceType = {
  rules: {
    Name: honoured,
    ShardCount: honoured,
    StreamModeDetails: fields({ StreamMode: honoured }),
    RetentionPeriodHours: honoured,
    RecordDistributionStrategy: only(['USER_PARTITION_KEY'], 'the partition key alone chooses the shard'),
    StreamEncryption: ignored('nothing is encrypted at rest'),
    DesiredShardLevelMetrics: ignored('there are no shard-level metrics'),
    WarmThroughputMiBps: ignored('streams are never throttled'),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'Name', maxLength: 128 },
  identify: (name) => ({ ref: name, attributes: { Arn: arn('kinesis', `stream/${name}`) } }),
  create: async (resource, { kinesis }) => {
    const properties = propertyReader(labelOf(resource), resource.properties);
    const shardCount = properties.optionalNumber('ShardCount');
    const retentionHours = properties.optionalNumber('RetentionPeriodHours');
    const onDemand = properties.optionalText('StreamModeDetails.StreamMode') === 'ON_DEMAND';
    try {
      await kinesis.send(
        new CreateStreamCommand({
          StreamName: resource.name,
          ShardCount: shardCount,
          StreamModeDetails: { StreamMode: onDemand ? 'ON_DEMAND' : 'PROVISIONED' },
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
      const { StreamDescriptionSummary: stored } = await kinesis.send(
        new DescribeStreamSummaryCommand({ StreamName: resource.name }),
      );
      if (!onDemand && shardCount !== undefined && stored?.OpenShardCount !== shardCount) {
        throw new Refusal(
          `${labelOf(resource)}: the data directory holds stream ${resource.name} with ` +
            `${stored?.OpenShardCount} shards, the template wants ${shardCount}: use another --data directory`,
        );
      }
    }
    if (retentionHours !== undefined) await keepFor(kinesis, resource.name, retentionHours);
  },
};

/** A stream keeps records for 24 hours by default; one call lengthens the period and another shortens it. */
const keepFor = async (
  kinesis: KinesisClient,
  StreamName: string,
  RetentionPeriodHours: number,
): Promise<void> => {
  const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
  const today = StreamDescriptionSummary?.RetentionPeriodHours ?? RetentionPeriodHours;
  if (RetentionPeriodHours > today) {
    await kinesis.send(new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
  }
  if (RetentionPeriodHours < today) {
    await kinesis.send(new DecreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
  }
};
