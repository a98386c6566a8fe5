import { AwsError, type AwsInput, type AwsOperation } from '../../endpoint/aws-json-protocol.ts';
import { arn } from '../../values/account.ts';
import { fieldsOf, invalid, refuseOtherFields } from './input.ts';
import { describeShards } from './shards.ts';
import type { Stream, StreamStore } from './stream-store.ts';

// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html: an on-demand stream starts
// with four shards; a stream keeps records for 24 hours until told otherwise, 365 days at most.
const ON_DEMAND_SHARDS = 4;
const MAX_SHARDS = 10_000;
const DEFAULT_RETENTION_HOURS = 24;
const MAX_RETENTION_HOURS = 8760;
const STREAM_NAME = /^[a-zA-Z0-9_.-]{1,128}$/;

const streamArn = (name: string): string => arn('kinesis', `stream/${name}`);

/** The stream that `StreamARN` or `StreamName` names. @throws AwsError */
export const resolveStream = (streams: StreamStore, input: AwsInput): Stream => {
  const requestedArn = fieldsOf(input).optionalText('StreamARN');
  const name = requestedArn?.split(':stream/')[1] ?? fieldsOf(input).optionalText('StreamName');
  if (name === undefined) {
    throw new AwsError('InvalidArgumentException', 'Either StreamName or StreamARN should be provided.');
  }
  if (requestedArn !== undefined && requestedArn !== streamArn(name)) {
    throw new AwsError('ResourceNotFoundException', `No stream ${requestedArn} in this account and region.`);
  }
  return streams.get(name);
};

const createStream = (streams: StreamStore, createdMs: number, input: AwsInput): void => {
  refuseOtherFields(input, 'CreateStream', ['StreamName', 'ShardCount', 'StreamModeDetails']);
  const fields = fieldsOf(input);
  const name = fields.text('StreamName');
  if (!STREAM_NAME.test(name)) throw invalid('streamName', name, `Member must match ${STREAM_NAME.source}`);
  const mode = fields.optionalText('StreamModeDetails.StreamMode') ?? 'PROVISIONED';
  const shardCount = shardCountFor(mode, fields.optionalInteger('ShardCount', { min: 1, max: MAX_SHARDS }));
  streams.create({ name, mode, shardCount, retentionHours: DEFAULT_RETENTION_HOURS, createdMs });
};

const shardCountFor = (mode: string, requested: number | undefined): number => {
  if (mode === 'ON_DEMAND') {
    if (requested === undefined) return ON_DEMAND_SHARDS;
    throw new AwsError('ValidationException', 'ShardCount must not be set when StreamMode is ON_DEMAND.');
  }
  if (mode !== 'PROVISIONED') throw invalid('streamMode', mode, 'Member must be PROVISIONED or ON_DEMAND');
  if (requested !== undefined) return requested;
  throw new AwsError('ValidationException', 'ShardCount must be set when StreamMode is PROVISIONED.');
};

const describeCommon = (stream: Stream) => ({
  StreamName: stream.name,
  StreamARN: streamArn(stream.name),
  StreamStatus: 'ACTIVE',
  StreamModeDetails: { StreamMode: stream.mode },
  StreamCreationTimestamp: stream.createdMs / 1000,
});

const describeDetails = (stream: Stream) => ({
  ...describeCommon(stream),
  RetentionPeriodHours: stream.retentionHours,
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  EncryptionType: 'NONE',
});

/** A page of items in order of name: at most `limit` of those after a name. */
const pageAfter = <Item>(
  after: string,
  items: readonly Item[],
  nameOf: (item: Item) => string,
  limit = 100,
) => {
  const remaining = items.filter((item) => nameOf(item) > after);
  return { page: remaining.slice(0, limit), hasMore: remaining.length > limit };
};

const shardsAfter = (stream: Stream, after: string, limit: number | undefined) =>
  pageAfter(after, describeShards(stream), ({ ShardId }) => ShardId, limit);

const describeStream = (stream: Stream, input: AwsInput) => {
  const fields = fieldsOf(input);
  const limit = fields.optionalInteger('Limit', { min: 1, max: MAX_SHARDS });
  const { page, hasMore } = shardsAfter(stream, fields.optionalText('ExclusiveStartShardId') ?? '', limit);
  return { StreamDescription: { ...describeDetails(stream), Shards: page, HasMoreShards: hasMore } };
};

const listStreams = (streams: StreamStore, input: AwsInput) => {
  const fields = fieldsOf(input);
  const limit = fields.optionalInteger('Limit', { min: 1, max: 10_000 });
  const after = fields.optionalText('NextToken') ?? fields.optionalText('ExclusiveStartStreamName') ?? '';
  const { page, hasMore } = pageAfter(after, streams.list(), ({ name }) => name, limit);
  return {
    StreamNames: page.map(({ name }) => name),
    StreamSummaries: page.map(describeCommon),
    HasMoreStreams: hasMore,
    ...(hasMore && { NextToken: page.at(-1)?.name }),
  };
};

// The token carries the stream and the last shard listed: with a token the service accepts no stream name.
const listShards = (streams: StreamStore, input: AwsInput) => {
  const fields = fieldsOf(input);
  const [tokenStream, tokenShard] = fields.optionalText('NextToken')?.split('/') ?? [];
  const stream = resolveStream(streams, tokenStream === undefined ? input : { StreamName: tokenStream });
  const limit = fields.optionalInteger('MaxResults', { min: 1, max: 10_000 }) ?? 1000;
  const after = tokenShard ?? fields.optionalText('ExclusiveStartShardId') ?? '';
  const { page, hasMore } = shardsAfter(stream, after, limit);
  return { Shards: page, ...(hasMore && { NextToken: `${stream.name}/${page.at(-1)?.ShardId}` }) };
};

const changeRetention = (streams: StreamStore, input: AwsInput, direction: 'more' | 'less') => {
  const stream = resolveStream(streams, input);
  const range = { min: DEFAULT_RETENTION_HOURS, max: MAX_RETENTION_HOURS };
  const retentionHours = fieldsOf(input).integer('RetentionPeriodHours', range);
  const isAllowed =
    direction === 'more' ? retentionHours >= stream.retentionHours : retentionHours <= stream.retentionHours;
  if (!isAllowed) {
    const message = `Requested retention period (${retentionHours} hours) must be ${direction} than the current one (${stream.retentionHours} hours).`;
    throw new AwsError('InvalidArgumentException', message);
  }
  streams.keepFor(stream, retentionHours);
  return {};
};

export const streamOperations = (
  streams: StreamStore,
  nowMs: () => number,
): Record<string, AwsOperation> => ({
  CreateStream: (input) => {
    createStream(streams, nowMs(), input);
    return {};
  },
  DescribeStream: (input) => describeStream(resolveStream(streams, input), input),
  DescribeStreamSummary: (input) => {
    const stream = resolveStream(streams, input);
    const summary = { ...describeDetails(stream), OpenShardCount: stream.shardCount, ConsumerCount: 0 };
    return { StreamDescriptionSummary: summary };
  },
  ListStreams: (input) => listStreams(streams, input),
  ListShards: (input) => listShards(streams, input),
  IncreaseStreamRetentionPeriod: (input) => changeRetention(streams, input, 'more'),
  DecreaseStreamRetentionPeriod: (input) => changeRetention(streams, input, 'less'),
});
