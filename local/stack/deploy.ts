import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { labelOf, type Resource } from '../template/resource.ts';
import { clientConfiguration } from '../values/account.ts';
import { Refusal, reasonOf } from '../values/refusal.ts';
import type { Plan } from './plan.ts';
import type { CloudParts } from './resource-types/resource-type.ts';
import { resourceTypes } from './resource-types.ts';

/** Clients of the endpoint that resources are made through. */
const clientsOf = (endpointUrl: string) => {
  const configuration = clientConfiguration(endpointUrl);
  return {
    dynamodb: new DynamoDBClient(configuration),
    kinesis: new KinesisClient(configuration),
    s3: new S3Client({ ...configuration, forcePathStyle: true }),
    sqs: new SQSClient(configuration),
  };
};

/**
 * Makes the planned resources one by one in dependency order. Pipes come last: nothing is delivered before everything
 * that a delivery may reach exists.
 *
 * @throws Refusal that names the resource that could not be made.
 */
export const deploy = async (plan: Plan, endpointUrl: string, makers: ResourceMakers): Promise<void> => {
  const clients = clientsOf(endpointUrl);
  try {
    await createAll(plan, { ...clients, ...makers });
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
};

type ResourceMakers = Omit<CloudParts, keyof ReturnType<typeof clientsOf>>;

const createAll = async (plan: Plan, parts: CloudParts): Promise<void> => {
  const isPipe = ({ type }: Resource): boolean => type === 'AWS::Pipes::Pipe';
  const pipes = plan.resources.filter(isPipe);
  const others = plan.resources.filter((resource) => !isPipe(resource));
  for (const resource of [...others, ...pipes]) {
    try {
      await resourceTypes[resource.type]?.create(resource, parts);
    } catch (cause) {
      if (cause instanceof Refusal) throw cause;
      throw new Refusal(`${labelOf(resource)}: ${reasonOf(cause)}`, { cause });
    }
  }
};
