import { setTimeout as sleep } from 'node:timers/promises';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

interface Cloud {
  readonly output: (name: string) => string;
}

/** Sends single trips to a cloud, as producers do, and starts its nightly runs, as the schedule does. */
export const tripsAndNights = (cloud: Cloud) => {
  const [kinesis, sfn, s3] = [new KinesisClient(), new SFNClient(), new S3Client()];
  const put = (stream: string, event: { readonly trip_id: string; readonly [field: string]: string }) =>
    kinesis.send(
      new PutRecordCommand({
        StreamName: cloud.output(stream),
        PartitionKey: event.trip_id,
        Data: Buffer.from(JSON.stringify(event)),
      }),
    );
  /** Starts the run of a night as the schedule does. `scheduledTime` is ISO 8601 UTC. */
  const startNight = async (scheduledTime: string): Promise<string | undefined> => {
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({
        stateMachineArn: cloud.output('DailyKpiStateMachineArn'),
        input: JSON.stringify({ scheduled_time: scheduledTime }),
      }),
    );
    return executionArn;
  };

  /** How a run ended. */
  const endOfNight = async (executionArn: string | undefined) => {
    for (;;) {
      const { status, output: text = '{}' } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (status === 'RUNNING') await sleep(250);
      else return { status, executionArn, days: JSON.parse(text).days };
    }
  };

  const textOf = async (key: string): Promise<string> => {
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: cloud.output('MetricsBucketName'), Key: key }),
    );
    return (await Body?.transformToString()) ?? '';
  };

  return {
    start: (trip_id: string, date: string) =>
      put('TripStartStreamName', { trip_id, pickup_datetime: `${date} 10:00:00` }),
    end: (trip_id: string, fare_amount: string, date: string, time = '10:30:00') =>
      put('TripEndStreamName', { trip_id, dropoff_datetime: `${date} ${time}`, fare_amount }),

    startNight,
    endOfNight,

    /** The run of the night in which `date` begins, at 8:15 in New York, or at 7:15 in winter. */
    nightOf: async (date: string) => endOfNight(await startNight(`${date}T12:15:00Z`)),

    textOf,
    /** A file of the metrics bucket. */
    fileOf: async (key: string): Promise<Record<string, unknown>> => JSON.parse(await textOf(key)),
  };
};
