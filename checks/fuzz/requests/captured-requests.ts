import * as cloudFormation from '@aws-sdk/client-cloudformation';
import * as cloudWatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as dynamoDb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as kinesis from '@aws-sdk/client-kinesis';
import * as lambda from '@aws-sdk/client-lambda';
import * as pipes from '@aws-sdk/client-pipes';
import * as s3 from '@aws-sdk/client-s3';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as stepFunctions from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as sts from '@aws-sdk/client-sts';
import type { SeededRandom } from '../../../data/seeded-random.ts';
import { clientConfiguration } from '../../../local/values/account.ts';
import { isObject } from '../../../local/values/json.ts';
import type { HttpRequest } from './raw-client.ts';
import { type Names, validInput } from './valid-input.ts';

/** Each service's client and commands, under the name that the table shows. */
const SERVICES: readonly (readonly [string, unknown, object])[] = [
  ['CloudFormation', cloudFormation.CloudFormationClient, cloudFormation],
  ['CloudWatch', cloudWatch.CloudWatchClient, cloudWatch],
  ['CloudWatch Logs', logs.CloudWatchLogsClient, logs],
  ['DynamoDB', dynamoDb.DynamoDBClient, dynamoDb],
  ['EventBridge', events.EventBridgeClient, events],
  ['Kinesis', kinesis.KinesisClient, kinesis],
  ['Lambda', lambda.LambdaClient, lambda],
  ['Pipes', pipes.PipesClient, pipes],
  ['S3', s3.S3Client, s3],
  ['Scheduler', scheduler.SchedulerClient, scheduler],
  ['Step Functions', stepFunctions.SFNClient, stepFunctions],
  ['SNS', sns.SNSClient, sns],
  ['SQS', sqs.SQSClient, sqs],
  ['STS', sts.STSClient, sts],
];

/** An operation of a service, and requests for it as its SDK client writes them. */
export interface Operation {
  readonly service: string;
  readonly name: string;
  request(random: SeededRandom): Promise<HttpRequest | undefined>;
}

type Client = { send(command: object): Promise<unknown> };
type Command = new (input: object) => { schema: { 4: Parameters<typeof validInput>[0] } };
const isClass = (value: unknown): value is new (configuration: object) => Client =>
  typeof value === 'function';
const isCommand = (value: unknown): value is Command => typeof value === 'function';

/** Every operation of the services' clients, whether or not the local cloud has it. */
export const allOperations = (url: string, names: Names): Operation[] =>
  SERVICES.flatMap(([service, clientClass, commands]) => {
    const capture = capturing(url, clientClass);
    return Object.entries(commands).flatMap(([name, command]) => {
      if (!/^[A-Z]\w+Command$/.test(name) || !isCommand(command)) return [];
      const { schema } = new command({});
      const request = (random: SeededRandom) => capture(new command(validInput(schema[4], names, random)));
      return [{ service, name: name.replace(/Command$/, ''), request }];
    });
  });

/** Returns what a client would send for a command, one at a time; undefined if the client itself refuses the input. */
const capturing = (url: string, clientClass: unknown) => {
  if (!isClass(clientClass)) throw new TypeError('not a client');
  let captured: HttpRequest | undefined;
  const client = new clientClass({
    ...clientConfiguration(url),
    ...{ maxAttempts: 1, forcePathStyle: true },
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
    requestHandler: {
      metadata: { handlerProtocol: 'h1' },
      handle: (request: unknown) => {
        captured = asHttpRequest(request);
        return Promise.reject(new Error('captured'));
      },
    },
  });
  return async (command: object): Promise<HttpRequest | undefined> => {
    captured = undefined;
    await client.send(command).catch(() => undefined);
    return captured;
  };
};

const asHttpRequest = (request: unknown): HttpRequest | undefined => {
  if (!isObject(request) || !isObject(request.headers) || !isObject(request.query)) return undefined;
  const query = Object.entries(request.query).flatMap(([name, value]) =>
    [value].flat().map((item) => `${encodeURIComponent(name)}=${encodeURIComponent(String(item ?? ''))}`),
  );
  const body = request.body;
  return {
    method: String(request.method),
    path: `${String(request.path)}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    body: bytesOf(body),
  };
};

const bytesOf = (body: unknown): Buffer => {
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return Buffer.from(typeof body === 'string' ? body : '');
};
