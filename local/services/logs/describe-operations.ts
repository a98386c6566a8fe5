import type { AwsOperation } from '../../endpoint/aws-json-protocol.ts';
import { type PageRequest, pageOfAll } from '../../endpoint/request-fields.ts';
import { arn } from '../../values/account.ts';
import type { LogGroup, LogStore, LogStream } from './log-store.ts';
import { logsFieldsOf, requestedGroup } from './requested-group.ts';

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
const PAGES: PageRequest = {
  limitField: 'limit',
  tokenField: 'nextToken',
  mostResults: 50,
  invalidToken: 'InvalidParameterException',
};

export const describeOperations = (store: LogStore): Record<string, AwsOperation> => ({
  DescribeLogGroups: (input) => {
    const prefix = logsFieldsOf(input).optionalText('logGroupNamePrefix') ?? '';
    const pattern = logsFieldsOf(input).optionalText('logGroupNamePattern')?.toLowerCase() ?? '';
    const found = store
      .groups()
      .filter(({ name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern));
    const { entries, nextToken } = pageOfAll(found, input, PAGES);
    return { logGroups: entries.map(describedGroup), nextToken };
  },
  DescribeLogStreams: (input) => {
    const { name: groupName } = requestedGroup(store, input);
    const fields = logsFieldsOf(input);
    const prefix = fields.optionalText('logStreamNamePrefix') ?? '';
    const byTime =
      fields.has('orderBy') &&
      fields.oneOf('orderBy', ['LogStreamName', 'LastEventTime']) !== 'LogStreamName';
    const found = store.streams(groupName).filter(({ name }) => name.startsWith(prefix));
    if (byTime) found.sort((one, other) => (one.lastEventMs ?? 0) - (other.lastEventMs ?? 0));
    if (input.descending === true) found.reverse();
    const { entries, nextToken } = pageOfAll(found, input, PAGES);
    return { logStreams: entries.map((stream) => describedStream(groupName, stream)), nextToken };
  },
});

const describedGroup = ({ name, createdAtMs, retentionDays }: LogGroup) => ({
  logGroupName: name,
  arn: arn('logs', `log-group:${name}:*`),
  logGroupArn: arn('logs', `log-group:${name}`),
  logGroupClass: 'STANDARD',
  creationTime: createdAtMs,
  retentionInDays: retentionDays,
});

const describedStream = (groupName: string, stream: LogStream) => ({
  logStreamName: stream.name,
  arn: arn('logs', `log-group:${groupName}:log-stream:${stream.name}`),
  creationTime: stream.createdAtMs,
  firstEventTimestamp: stream.firstEventMs,
  lastEventTimestamp: stream.lastEventMs,
  lastIngestionTime: stream.lastEventMs,
});
