import {
  type AlarmHistoryItem,
  type CloudWatchClient,
  DescribeAlarmHistoryCommand,
} from '@aws-sdk/client-cloudwatch';
import { jsonOf, textOf } from '../../../producer/stack/json-field.ts';
import type { AlarmChange } from '../../api/pipeline.ts';

const MOST_SHOWN = 50;

const changeOf = ({ Timestamp = new Date(0), HistoryData = '' }: AlarmHistoryItem): AlarmChange => {
  const data = jsonOf(HistoryData);
  return {
    at: Timestamp.toISOString(),
    from: textOf(data, 'oldState', 'stateValue') ?? '',
    to: textOf(data, 'newState', 'stateValue') ?? '',
    reason: textOf(data, 'newState', 'stateReason') ?? '',
  };
};

/** The last state changes of an alarm, newest first. CloudWatch keeps them for 30 days. */
export const alarmChanges = async (
  cloudWatch: CloudWatchClient,
  AlarmName: string,
): Promise<readonly AlarmChange[]> => {
  const { AlarmHistoryItems = [] } = await cloudWatch.send(
    new DescribeAlarmHistoryCommand({
      AlarmName,
      HistoryItemType: 'StateUpdate',
      MaxRecords: MOST_SHOWN,
      ScanBy: 'TimestampDescending',
    }),
  );
  return AlarmHistoryItems.map(changeOf);
};
