import { cloudwatchAlarm } from './cloudwatch-alarm.ts';
import { dynamodbTable } from './dynamodb-table.ts';
import { eventsRule } from './events-rule.ts';
import { kinesisStream } from './kinesis-stream.ts';
import { lambdaFunction } from './lambda-function.ts';
import { logGroup } from './log-group.ts';
import { pipe } from './pipe.ts';
import type { ResourceType } from './resource-type.ts';
import { s3Bucket } from './s3-bucket.ts';
import { schedule } from './schedule.ts';
import { snsSubscription, snsTopic, snsTopicPolicy } from './sns-topic.ts';
import { sqsQueue } from './sqs-queue.ts';
import { stateMachine } from './state-machine.ts';

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
