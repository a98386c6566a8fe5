import { dynamodbTable } from './resource-types/dynamodb-table.ts';
import { kinesisStream } from './resource-types/kinesis-stream.ts';
import { lambdaFunction } from './resource-types/lambda-function.ts';
import { pipe } from './resource-types/pipe.ts';
import type { ResourceType } from './resource-types/resource-type.ts';
import { s3Bucket } from './resource-types/s3-bucket.ts';
import { sqsQueue } from './resource-types/sqs-queue.ts';
import { stateMachine } from './resource-types/state-machine.ts';
import { cloudwatchAlarm } from './resource-types/watching/cloudwatch-alarm.ts';
import { eventsRule } from './resource-types/watching/events-rule.ts';
import { logGroup } from './resource-types/watching/log-group.ts';
import { schedule } from './resource-types/watching/schedule.ts';
import { snsSubscription, snsTopic, snsTopicPolicy } from './resource-types/watching/sns-topic.ts';

/** The CloudFormation types that the local cloud runs. */
export const resourceTypes: { readonly [type: string]: ResourceType } = {
  'AWS::CloudWatch::Alarm': cloudwatchAlarm,
  'AWS::DynamoDB::Table': dynamodbTable,
  'AWS::Events::Rule': eventsRule,
  'AWS::Kinesis::Stream': kinesisStream,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::Pipes::Pipe': pipe,
  'AWS::S3::Bucket': s3Bucket,
  'AWS::SNS::Subscription': snsSubscription,
  'AWS::SNS::Topic': snsTopic,
  'AWS::SNS::TopicPolicy': snsTopicPolicy,
  'AWS::SQS::Queue': sqsQueue,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::StepFunctions::StateMachine': stateMachine,
};
