import { mkdirSync, rmSync } from 'node:fs';
import type { DataDirectory } from './data-directory.ts';
import { withDeclaredOnly } from './declared-only.ts';
import type { Listener } from './endpoint/answer.ts';
import { type Endpoint, type Routes, startEndpoint } from './endpoint/endpoint.ts';
import { withApiFaults } from './faults/api-faults.ts';
import { deliveryFaults } from './faults/delivery-faults.ts';
import type { ApiService } from './faults/fault-plan.ts';
import type { Faults } from './faults/faults.ts';
import { invocationFaults } from './faults/invocation-faults.ts';
import { openStackPipes } from './pipes/stack-pipes.ts';
import { adminApi } from './services/admin/admin-api.ts';
import { cloudFormationApi, type DeployedStack } from './services/cloudformation/cloudformation.ts';
import { openCloudWatch } from './services/cloudwatch/cloudwatch.ts';
import { embeddedMetrics } from './services/cloudwatch/metrics/embedded-metrics.ts';
import { createMetricStore } from './services/cloudwatch/metrics/metric-store.ts';
import { queueDepthMetrics, queueTrafficMetrics } from './services/cloudwatch/sources/queue-metrics.ts';
import { refusalMetrics } from './services/cloudwatch/sources/refusal-metrics.ts';
import {
  executionMetrics,
  functionMetrics,
  pipeMetrics,
  ruleMetrics,
  streamMetrics,
  topicMetrics,
} from './services/cloudwatch/sources/service-metrics.ts';
import { openDynamoDb } from './services/dynamodb/dynamodb.ts';
import { openTimeToLive } from './services/dynamodb/time-to-live.ts';
import { executionStatusEvent } from './services/eventbridge/bus-event.ts';
import { createEventBus } from './services/eventbridge/event-bus.ts';
import { eventBridgeApi } from './services/eventbridge/eventbridge-api.ts';
import { openKinesis } from './services/kinesis/kinesis.ts';
import { openFunctionLogs } from './services/lambda/function-logs.ts';
import { openLambda } from './services/lambda/lambda.ts';
import { openLogs } from './services/logs/logs.ts';
import { pipesApi } from './services/pipes/pipes-api.ts';
import { openS3AndSqs } from './services/s3-sqs/s3-sqs.ts';
import { openScheduler } from './services/scheduler/scheduler.ts';
import { createDelivery } from './services/sns/delivery.ts';
import { snsApi } from './services/sns/sns-api.ts';
import { createTopics } from './services/sns/topics.ts';
import { openStepFunctions } from './services/step-functions/step-functions.ts';
import { stsApi } from './services/sts/sts.ts';
import type { SettableClock } from './values/clock.ts';
import { isObject } from './values/json.ts';
import { Refusal } from './values/refusal.ts';

type ServicesOptions = {
  /** The assembly's cache directory. */
  cacheDir: string;
  directory: DataDirectory;
  logsDir: string;
  port: number;
  /** Collects what closes each service; it runs in reverse order. */
  opened: AsyncDisposableStack;
  /** Settles when the stack runs; requests about the whole stack wait for it. */
  deployed: Promise<DeployedStack>;
  /** Faults to inject, if any. */
  faults: Faults | undefined;
  clock: SettableClock;
};

/** Opens the services on the files of the data directory, and the endpoint in front of them. */
export const openServices = async (options: ServicesOptions) => {
  const { cacheDir, directory, logsDir, port, opened, deployed, faults, clock } = options;
  const store = createMetricStore(clock);
  const report = store.put;
  const kinesis = openKinesis({
    databasePath: directory.file('kinesis.sqlite'),
    clock,
    onTraffic: streamMetrics(report),
  });
  opened.defer(() => kinesis.close());
  const dynamodb = await openDynamoDb({ dataDir: directory.file('dynamodb') });
  opened.defer(() => dynamodb.close());
  const s3AndSqs = await openS3AndSqs({
    dataDir: directory.file('s3-sqs'),
    onMessages: queueTrafficMetrics(report),
  });
  opened.defer(() => s3AndSqs.close());
  const logFiles = openFunctionLogs(logsDir);
  opened.defer(() => logFiles.close());
  const logs = openLogs({ databasePath: directory.file('logs.sqlite'), nowMs: clock.nowMs });
  opened.defer(() => logs.close());

  // Functions, executions and pipes call through the endpoint: it opens after them and closes after them.
  let endpoint: Endpoint | undefined;
  opened.defer(() => endpoint?.close());
  const endpointUrl = (): string => endpoint?.url ?? '';
  const delivery = createDelivery(s3AndSqs.queues.send, endpointUrl);
  const topics = createTopics(clock, delivery, (notification, outcome) => {
    logFiles.append('notifications', JSON.stringify(notification));
    topicMetrics(report)(outcome);
  });
  const timeToLive = openTimeToLive(clock, endpointUrl);
  opened.defer(() => timeToLive.close());
  const queueDepths = queueDepthMetrics(clock.nowMs);
  const cloudWatch = openCloudWatch({
    ...{ clock, store, topics },
    sample: (reportSample) => queueDepths(reportSample, s3AndSqs.queues.depths()),
  });
  opened.defer(() => cloudWatch.close());
  const tempDir = directory.file('tmp');
  rmSync(tempDir, { recursive: true, force: true });
  mkdirSync(tempDir, { recursive: true });
  const lambda = openLambda({
    ...{ endpointUrl, tempDir, cacheDir, nextFault: faults && invocationFaults(faults) },
    onLog: (functionName, line, { logGroupName, logStreamName }) => {
      logFiles.append(functionName, line);
      logs.write(logGroupName, { streamName: logStreamName, message: line });
      for (const data of embeddedMetrics(line)) report(data);
    },
    onInvocation: functionMetrics(report),
  });
  opened.defer(() => lambda.close());
  const eventBus = createEventBus({ topics, onMatch: ruleMetrics(report) });
  opened.defer(() => eventBus.close());
  const stepFunctions = openStepFunctions({
    databasePath: directory.file('step-functions.sqlite'),
    ...{ endpointUrl, clock, cacheDir, writeLog: logs.write },
    onChange: (execution) => {
      executionMetrics(report)(execution);
      eventBus.send(executionStatusEvent(execution));
    },
  });
  opened.defer(() => stepFunctions.close());
  const pipes = openStackPipes({
    databasePath: directory.file('pipes.sqlite'),
    ...{ endpointUrl, nowMs: clock.nowMs, onExecution: pipeMetrics(report), writeLog: logs.write },
    withFaults: faults && ((pipeName) => deliveryFaults(faults, pipeName)),
  });
  opened.defer(() => pipes.close());

  const scheduler = openScheduler({ databasePath: directory.file('scheduler.sqlite'), clock, endpointUrl });
  opened.defer(() => scheduler.close());

  let isDeployed = false;
  void deployed.then(() => {
    isDeployed = true;
  });
  const faulty = (service: ApiService, listener: Listener): Listener => {
    const declaredOnly = withDeclaredOnly(service, listener, () => isDeployed);
    return faults ? withApiFaults(service, declaredOnly, faults, refusalMetrics(report)) : declaredOnly;
  };
  const whenDeployed =
    (listener: Listener): Listener =>
    (req, body) =>
      deployed.then(() => listener(req, body));
  // A new service is registered here, under the name that its requests are signed with.
  endpoint = await listen(port, {
    kinesis: faulty('kinesis', kinesis.listener),
    dynamodb: faulty('dynamodb', dynamodb.listener),
    s3: faulty('s3', s3AndSqs.listener),
    sqs: faulty('sqs', s3AndSqs.listener),
    lambda: faulty('lambda', lambda.listener),
    states: faulty('states', stepFunctions.listener),
    cloudformation: cloudFormationApi(deployed),
    logs: whenDeployed(logs.listener),
    events: whenDeployed(eventBridgeApi(eventBus, clock)),
    scheduler: whenDeployed(scheduler.listener),
    sts: stsApi(),
    pipes: whenDeployed(pipesApi(pipes.all)),
    sns: snsApi(topics),
    monitoring: cloudWatch.listener,
    admin: adminApi({ pipeStatuses: () => deployed.then(pipes.freshStatuses), clock }),
  });
  return {
    url: endpoint.url,
    stepFunctions,
    scheduler,
    /** Make the resources that no API can. */
    makers: {
      expireItems: timeToLive.expireItems,
      createFunction: lambda.createFunction,
      createLogGroup: logs.createGroup,
      createStateMachine: stepFunctions.createStateMachine,
      startPipe: pipes.start,
      topics,
      createAlarm: cloudWatch.alarms.create,
      createRule: eventBus.createRule,
      createSchedule: scheduler.createSchedule,
    },
  };
};

const listen = async (port: number, routes: Routes): Promise<Endpoint> => {
  try {
    return await startEndpoint({ port, routes });
  } catch (cause) {
    const problem = PORT_PROBLEMS[String(isObject(cause) && cause.code)];
    throw problem === undefined ? cause : new Refusal(`port ${port} ${problem} with --port`, { cause });
  }
};

const PORT_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop what listens there or choose another',
  EACCES: 'may not be used by this user: choose one above 1023',
};
