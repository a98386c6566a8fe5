import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { PipeDefinition } from '../../pipes/definition/pipe-definition.ts';
import type { FunctionDefinition } from '../../services/lambda/function-definition.ts';
import type { StateMachineProperties } from '../../services/step-functions/step-functions.ts';
import type { Identity } from '../../template/intrinsics.ts';
import type { PropertyRules } from '../../template/property-rules.ts';
import type { Properties } from '../../values/json.ts';
import type { Naming } from './physical-name.ts';

/** A resource of the template with resolved properties, named and ready to be made. */
export type Resource = {
  logicalId: string;
  type: string;
  name: string;
  identity: Identity;
  properties: Properties;
};

/** `<LogicalId> (<Type>)`, as messages call a resource. */
export const labelOf = ({ logicalId, type }: Pick<Resource, 'logicalId' | 'type'>): string =>
  `${logicalId} (${type})`;

/** What a resource is made with: clients of the local endpoint, and the parts that have no API to be made by. */
export type CloudParts = {
  kinesis: KinesisClient;
  dynamodb: DynamoDBClient;
  sqs: SQSClient;
  s3: S3Client;
  assetPath(objectKey: string): string;
  createFunction(definition: FunctionDefinition): void;
  createStateMachine(definition: StateMachineProperties): void;
  startPipe(definition: PipeDefinition): void;
};

/** How one CloudFormation resource type is run locally. */
export type ResourceType = {
  rules: PropertyRules;
  naming: Naming;
  identify(name: string, endpointUrl: string): Identity;
  /** Makes the resource, or keeps it when the data directory holds it already and it is the same. */
  create(resource: Resource, parts: CloudParts): Promise<void> | void;
};
