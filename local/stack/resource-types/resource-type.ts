import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { PipeDefinition } from '../../pipes/definition/pipe-definition.ts';
import type { Alarm } from '../../services/cloudwatch/alarms/alarm.ts';
import type { Rule } from '../../services/eventbridge/rule.ts';
import type { FunctionDefinition } from '../../services/lambda/function-definition.ts';
import type { LogGroupDefinition } from '../../services/logs/logs.ts';
import type { Schedule } from '../../services/scheduler/schedule.ts';
import type { Topics } from '../../services/sns/topics.ts';
import type { StateMachineProperties } from '../../services/step-functions/step-functions.ts';
import type { Identity } from '../../template/intrinsics.ts';
import type { PropertyRules } from '../../template/property-rules.ts';
import type { Resource } from '../../template/resource.ts';
import type { Properties } from '../../values/json.ts';

/** What creates a resource: clients of the local endpoint, and the parts that no API can create. */
export type CloudParts = {
  kinesis: KinesisClient;
  dynamodb: DynamoDBClient;
  sqs: SQSClient;
  s3: S3Client;
  assetPath(objectKey: string): string;
  /** Removes the table's items whose attribute is a time, in seconds since 1970, that the cloud's clock has passed. */
  expireItems(tableName: string, attribute: string): void;
  createFunction(definition: FunctionDefinition): void;
  createLogGroup(definition: LogGroupDefinition): void;
  createStateMachine(definition: StateMachineProperties): void;
  startPipe(definition: PipeDefinition, properties: Properties): void;
  topics: Topics;
  createAlarm(alarm: Alarm): void;
  createRule(rule: Rule): void;
  createSchedule(schedule: Schedule): void;
};

/** How one CloudFormation resource type is run locally. */
export type ResourceType = {
  rules: PropertyRules;
  naming: Naming;
  identify(name: string, endpointUrl: string): Identity;
  /** Creates the resource, or keeps the one in the data directory if it is the same. */
  create(resource: Resource, parts: CloudParts): Promise<void> | void;
};

export type Naming = {
  /** The template property that gives the name, if the template gives one. */
  property: string;
  maxLength: number;
  lowerCase?: boolean;
};

const HASH_LENGTH = 8;

/**
 * The name of a resource that the template leaves unnamed: `<StackName>-<LogicalId>`, the same at every start.
 * A long one is cut to the service's limit, with a hash that keeps it unique.
 */
export const generatedName = (stackName: string, logicalId: string, naming: Naming): string => {
  const full = `${stackName}-${logicalId}`;
  const name = naming.lowerCase ? full.toLowerCase() : full;
  if (name.length <= naming.maxLength) return name;
  const hash = createHash('sha256').update(full).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, naming.maxLength - HASH_LENGTH - 1)}-${hash}`;
};
