import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PipesClient } from '@aws-sdk/client-pipes';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import { connectDailyKpi, type DailyKpi } from '../kpi/daily-kpi.ts';
import { clientConfiguration } from '../stack/aws-access.ts';
import { pickOutputs, readOutputs, type StackOutputs, type StackTarget } from '../stack/stack-outputs.ts';

/** The outputs that say what to look at. */
export interface WatchedOutputs extends StackOutputs {
  readonly scheduleDeadLetterQueueUrl: string;
  readonly scheduleName: string;
  /** The hour, in the business zone, at which the daily run starts. */
  readonly scheduleHour: number;
  readonly lookBackDays: number;
  readonly startPipeName: string;
  readonly endPipeName: string;
  readonly alarmNamePrefix: string;
  /** Of the metrics that the functions emit. */
  readonly metricsNamespace: string;
}

export interface StatusSources {
  readonly outputs: WatchedOutputs;
  readonly kpi: DailyKpi;
  readonly cloudWatch: CloudWatchClient;
  readonly dynamodb: DynamoDBClient;
  readonly pipes: PipesClient;
  readonly scheduler: SchedulerClient;
  readonly sqs: SQSClient;
}

/** @throws as `readOutputs` */
export const readWatchedOutputs = async (target: StackTarget): Promise<WatchedOutputs> => {
  const { value } = await readOutputs(target);
  return {
    ...pickOutputs(value),
    scheduleDeadLetterQueueUrl: value('ScheduleDeadLetterQueueUrl'),
    scheduleName: value('ScheduleName'),
    scheduleHour: Number(value('ScheduleHour')),
    lookBackDays: Number(value('LookBackDays')),
    startPipeName: value('TripStartPipeName'),
    endPipeName: value('TripEndPipeName'),
    alarmNamePrefix: value('AlarmNamePrefix'),
    metricsNamespace: value('MetricsNamespace'),
  };
};

/** Connects to all that the status of a stack is read from. @throws as `readOutputs` */
export const openStatusSources = async (target: StackTarget): Promise<StatusSources> => {
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
