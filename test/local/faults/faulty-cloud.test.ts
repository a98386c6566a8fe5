import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type LocalCloud, startCloud } from '../../../local/cloud.ts';
import { readFaultsFile } from '../../../local/faults/faults-file.ts';
import { startSummary } from '../../../local/start-summary.ts';
import { tinyResources, writeTinyAssembly } from '../assembly-under-test.ts';
import { eventually } from '../eventually.ts';

const IDS = ['a', 'b', 'c'];

let root: string;
let cloud: LocalCloud;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'faulty-cloud-'));
});
afterEach(async () => {
  await cloud.stop();
  rmSync(root, { recursive: true });
});

const start = async (faults?: readonly object[], resources = tinyResources()): Promise<void> => {
  const assemblyDir = path.join(root, 'assembly');
  writeTinyAssembly(assemblyDir, resources);
  const file = path.join(root, 'faults.json');
  writeFileSync(file, JSON.stringify({ seed: 1, faults: faults ?? [] }));
  const faultPlan = faults && readFaultsFile(file);
  cloud = await startCloud({ assemblyDir, port: 0, dataDir: path.join(root, 'data'), faultPlan });
};

const configuration = () => ({
  endpoint: cloud.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

const put = (): Promise<unknown> =>
  new KinesisClient(configuration()).send(
    new PutRecordsCommand({
      StreamName: cloud.outputs.StreamName,
      Records: IDS.map((id) => ({ PartitionKey: id, Data: Buffer.from(id) })),
    }),
  );

/** How often each record was delivered. */
const deliveries = async (): Promise<number[]> => {
  const command = new ScanCommand({ TableName: cloud.outputs.TableName });
  const { Items = [] } = await new DynamoDBClient(configuration()).send(command);
  return Items.map((item) => Number(item.deliveries?.N));
};

const execute = async () => {
  const states = new SFNClient(configuration());
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn: cloud.outputs.StateMachineArn, input: '{}' }),
  );
  for (;;) {
    const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
    await sleep(50);
  }
};

const faultsLog = (): string => path.join(cloud.logsDir, 'faults.log');

test('a cloud with a faults file fails requests, invocations and deliveries, and logs each fault', async () => {
  await start([
    { service: 'pipe', kind: 'duplicate', rate: 1 },
    { service: 'function', operation: 'Tiny-Recorder', kind: 'timeout', rate: 1, delayMs: 0 },
    { service: 'kinesis', operation: 'PutRecords', kind: 'error', rate: 1 },
  ]);
  await expect(put()).rejects.toMatchObject({ name: 'InternalFailure' });
  expect(await execute()).toMatchObject({ status: 'FAILED', error: 'Sandbox.Timedout' });
  const logged = readFileSync(faultsLog(), 'utf8');
  expect(logged).toContain('"service":"kinesis","operation":"PutRecords","kind":"error","ordinal":1,');
  expect(logged).toContain('"service":"function","operation":"Tiny-Recorder","kind":"timeout","ordinal":1,');
  expect(startSummary(cloud, undefined)).toContain(
    `Faults are injected; each is logged as a line in ${faultsLog()}.`,
  );
});

test('a stop does not wait for an answer that a fault holds back', async () => {
  await start([{ service: 'lambda', operation: 'Invoke', kind: 'late-answer', rate: 1, delayMs: 900_000 }]);
  await put();
  await eventually(async () => expect(await deliveries()).toEqual([1, 1, 1]));
  await cloud.stop();
});

test('a pipe with a duplicate fault delivers twice', async () => {
  await start([{ service: 'pipe', operation: 'Tiny-Delivery', kind: 'duplicate', rate: 1 }]);
  await put();
  await eventually(async () => expect(await deliveries()).toEqual([2, 2, 2]));
});

test('a fault for a function or a pipe that the stack does not have is refused', async () => {
  await start([]);
  const crash = { service: 'function', kind: 'crash', rate: 1 };
  expect(() => cloud.injectFault({ ...crash, operation: 'recorder' })).toThrow(
    'the faults: there is no function named recorder; the stack has ',
  );
  await cloud.stop();
  const unknown = start([{ service: 'pipe', operation: 'nothing', kind: 'replay', rate: 1 }]);
  await expect(unknown).rejects.toThrow('there is no pipe named nothing; the stack has Tiny-Delivery');
});

test('a function goes by the name that it logs under, in faults and in its log file', async () => {
  const named = tinyResources();
  Object.assign(Object(named).Recorder.Properties.Environment.Variables, {
    POWERTOOLS_SERVICE_NAME: 'recorder',
  });
  await start([{ service: 'function', operation: 'recorder', kind: 'crash', rate: 1, delayMs: 0 }], named);
  expect(await execute()).toMatchObject({ status: 'FAILED' });
  expect(readFileSync(faultsLog(), 'utf8')).toContain('"service":"function","operation":"recorder"');
  expect(existsSync(path.join(cloud.logsDir, 'recorder.log'))).toBe(true);
  expect(startSummary(cloud, undefined)).toMatch(/Lambda Function +recorder \(Tiny-Recorder\)\n/);
});

test('a cloud without faults fails nothing', async () => {
  await start();
  await put();
  await eventually(async () => expect(await deliveries()).toEqual([1, 1, 1]));
  expect(await execute()).toMatchObject({ status: 'SUCCEEDED' });
  expect(existsSync(faultsLog())).toBe(false);
  expect(startSummary(cloud, undefined)).not.toContain('Faults');
});
