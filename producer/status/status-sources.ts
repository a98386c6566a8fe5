import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PipesClient } from '@aws-sdk/client-pipes';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import { connectDailyKpi } from '../kpi/daily-kpi.ts';
import { clientConfiguration } from '../stack/aws-access.ts';
import { pickOutputs, readOutputs, type StackTarget } from '../stack/stack-outputs.ts';

/** The outputs that say what to look at. @throws as `readOutputs` */
export const readWatchedOutputs = async (target: StackTarget) => {
  const { value } = await readOutputs(target);
  return {
    ...pickOutputs(value),
    scheduleDeadLetterQueueUrl: value('ScheduleDeadLetterQueueUrl'),
    scheduleName: value('ScheduleName'),
    /** In the business time zone. */
    scheduleHour: Number(value('ScheduleHour')),
    lookBackDays: Number(value('LookBackDays')),
    startPipeName: value('TripStartPipeName'),
    endPipeName: value('TripEndPipeName'),
    alarmNamePrefix: value('AlarmNamePrefix'),
    /** The namespace of the metrics that the functions emit. */
    metricsNamespace: value('MetricsNamespace'),
  };
};

export type WatchedOutputs = Readonly<Awaited<ReturnType<typeof readWatchedOutputs>>>;

/** Connects to everything that the status of a stack is read from. @throws as `readOutputs` */
export const openStatusSources = async (target: StackTarget) => {
  const outputs = await readWatchedOutputs(target);
  const configuration = clientConfiguration(target);
  return {
    outputs,
    kpi: connectDailyKpi(target, outputs),
    cloudWatch: new CloudWatchClient(configuration),
    dynamodb: new DynamoDBClient(configuration),
    pipes: new PipesClient(configuration),
    scheduler: new SchedulerClient(configuration),
    sqs: new SQSClient(configuration),
  };
};

export type StatusSources = Readonly<Awaited<ReturnType<typeof openStatusSources>>>;
