import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import type { StreamStatus } from './pipeline-status.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A pipe reads every second, and CloudWatch shows a minute within a few: a pipe that was not seen for longer is not reading. */
const READ_WITHIN_MS = 15 * MINUTE_MS;

/** What tells how far the streams' readers are. */
interface StreamSources {
  readonly cloudWatch: CloudWatchClient;
  readonly outputs: Pick<StackOutputs, 'startStreamName' | 'endStreamName'>;
}

const query = (
  id: string,
  streamName: string,
  MetricName: string,
  Stat: 'Maximum' | 'Sum',
): MetricDataQuery => ({
  Id: id,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/Kinesis',
      MetricName,
      Dimensions: [{ Name: 'StreamName', Value: streamName }],
    },
    Period: 60,
    Stat,
  },
});

/** How far behind the streams' readers are, and what came in. CloudWatch is the one that knows. */
export const readStreams = async (
  { cloudWatch, outputs }: StreamSources,
  now: Date,
): Promise<readonly StreamStatus[]> => {
  const streams = { starts: outputs.startStreamName, ends: outputs.endStreamName };
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: Object.entries(streams).flatMap(([name, streamName]) => [
        query(`${name}_age`, streamName, 'GetRecords.IteratorAgeMilliseconds', 'Maximum'),
        query(`${name}_incoming`, streamName, 'IncomingRecords', 'Sum'),
      ]),
      StartTime: new Date(now.getTime() - HOUR_MS),
      EndTime: new Date(now.getTime() + MINUTE_MS),
      ScanBy: 'TimestampDescending',
    }),
  );
  const resultOf = (id: string) => {
    const result = MetricDataResults.find(({ Id }) => Id === id);
    if (result?.Values === undefined || result.Timestamps === undefined)
      throw new Error(`CloudWatch did not answer what it was asked (${id})`);
    return { values: result.Values, timestamps: result.Timestamps };
  };
  return Object.entries(streams).map(([name, streamName]) => {
    const age = resultOf(`${name}_age`);
    const [newest] = age.timestamps;
    const isRead = newest !== undefined && now.getTime() - newest.getTime() <= READ_WITHIN_MS;
    const [ageMs] = age.values;
    return {
      name,
      streamName,
      ageSeconds: isRead && ageMs !== undefined ? ageMs / 1000 : null,
      incomingRecords: resultOf(`${name}_incoming`).values.reduce((sum, value) => sum + value, 0),
    };
  });
};
