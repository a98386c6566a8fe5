import { once } from 'node:events';
import { connect } from 'node:net';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Listener } from '../../../local/endpoint/answer.ts';
import { type Endpoint, type Routes, startEndpoint } from '../../../local/endpoint/endpoint.ts';
import { answerOf, clientConfig } from '../services-under-test.ts';

let seen: string[];
let endpoint: Endpoint;

// Answers 400 so that the client ends without a retry, and notes who was asked over which protocol.
const noting =
  (service: string): Listener =>
  ({ httpVersion }) => {
    seen.push(`${service} over ${httpVersion}`);
    return answerOf(400, '', { 'x-service': service });
  };

const notingRoutes: Routes = {
  dynamodb: noting('dynamodb'),
  kinesis: noting('kinesis'),
  sqs: noting('sqs'),
  s3: noting('s3'),
  lambda: noting('lambda'),
  states: noting('states'),
  cloudformation: noting('cloudformation'),
  admin: noting('admin'),
};

beforeEach(async () => {
  seen = [];
  endpoint = await startEndpoint({ port: 0, routes: notingRoutes });
});

afterEach(() => endpoint.close());

const serviceFor = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(endpoint.url + path, { headers })).headers.get('x-service');

describe('one port for all services', () => {
  test('each SDK client, unmodified, reaches its own service', async () => {
    const config = clientConfig(endpoint);
    const calls = [
      new DynamoDBClient(config).send(new ListTablesCommand({})),
      new KinesisClient(config).send(new ListStreamsCommand({})),
      new SQSClient(config).send(new ListQueuesCommand({})),
      new S3Client(config).send(new ListBucketsCommand({})),
      new LambdaClient(config).send(new ListFunctionsCommand({})),
      new SFNClient(config).send(new ListStateMachinesCommand({})),
      new CloudFormationClient(config).send(new ListStacksCommand({})),
    ];
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected');
    expect(seen.sort()).toEqual([
      'cloudformation over 1.1',
      'dynamodb over 1.1',
      'kinesis over 2.0',
      'lambda over 1.1',
      's3 over 1.1',
      'sqs over 1.1',
      'states over 1.1',
    ]);
  });

  test('without a signature the path decides', async () => {
    expect(await serviceFor('/_local/pipes')).toBe('admin');
    expect(await serviceFor('/2015-03-31/functions/f/invocations')).toBe('lambda');
    expect(await serviceFor('/bucket/daily/2024-05-25/metrics.json')).toBe('s3');
  });

  test('a service that nobody runs is refused by name, not handed to S3', async () => {
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20240525/us-east-1/sns/aws4_request, Signature=0',
    };
    const answer = await fetch(endpoint.url, { method: 'POST', headers });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('does not run the service');
    expect(seen).toEqual([]);
  });
});

describe('life of the endpoint', () => {
  test('a second endpoint on the same port is an error', async () => {
    await expect(startEndpoint({ port: endpoint.port, routes: notingRoutes })).rejects.toThrow('EADDRINUSE');
  });

  test('connections that send nothing, or break off, harm nobody and do not delay closing', async () => {
    const silent = connect(endpoint.port, '127.0.0.1');
    const broken = connect(endpoint.port, '127.0.0.1');
    await Promise.all([once(silent, 'connect'), once(broken, 'connect')]);
    broken.write('POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf');
    broken.resetAndDestroy();
    expect(await serviceFor('/_local/pipes')).toBe('admin');
    const closed = once(silent, 'close');
    await endpoint.close();
    await closed;
    endpoint = await startEndpoint({ port: endpoint.port, routes: notingRoutes });
  });
});
