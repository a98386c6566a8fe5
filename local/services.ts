import type { RequestListener } from 'node:http';
import type { DataDirectory } from './data-directory.ts';
import { type Endpoint, type Routes, startEndpoint } from './endpoint/endpoint.ts';
import { withApiFaults } from './faults/api-faults.ts';
import { deliveryFaults } from './faults/delivery-faults.ts';
import type { ApiService } from './faults/fault-plan.ts';
import type { Faults } from './faults/faults.ts';
import { invocationFaults } from './faults/invocation-faults.ts';
import { openStackPipes, type StackPipes } from './pipes/stack-pipes.ts';
import { adminApi } from './services/admin/admin-api.ts';
import { cloudFormationApi, type DeployedStack } from './services/cloudformation/cloudformation.ts';
import { openDynamoDb } from './services/dynamodb/dynamodb.ts';
import { openKinesis } from './services/kinesis/kinesis.ts';
import { openFunctionLogs } from './services/lambda/function-logs.ts';
import { type Lambda, openLambda } from './services/lambda/lambda.ts';
import { type Logs, openLogs } from './services/logs/logs.ts';
import { pipesApi } from './services/pipes/pipes-api.ts';
import { openS3AndSqs } from './services/s3-sqs/s3-sqs.ts';
import { openStepFunctions, type StepFunctions } from './services/step-functions/step-functions.ts';
import { stsApi } from './services/sts/sts.ts';
import { Refusal } from './values/refusal.ts';

export type ServicesOptions = {
  directory: DataDirectory;
  logsDir: string;
  port: number;
  /** Takes the closing of every service, to be run in reverse order. */
  opened: AsyncDisposableStack;
  /** Settles when the stack runs; answers about the whole stack wait for it. */
  deployed: Promise<DeployedStack>;
  /** Faults to inject, if any. */
  faults: Faults | undefined;
};

/** The services that listen behind one endpoint, and those of them that take resources directly. */
export type Services = {
  url: string;
  lambda: Lambda;
  logs: Logs;
  stepFunctions: StepFunctions;
  pipes: StackPipes;
};

/** Opens the services on the files of the data directory, and the endpoint in front of them. */
export const openServices = async (options: ServicesOptions): Promise<Services> => {
  const { directory, logsDir, port, opened, deployed, faults } = options;
  const kinesis = openKinesis({ databasePath: directory.file('kinesis.sqlite') });
  opened.defer(() => kinesis.close());
  const dynamodb = await openDynamoDb({ dataDir: directory.file('dynamodb') });
  opened.defer(() => dynamodb.close());
  const s3AndSqs = await openS3AndSqs({ dataDir: directory.file('s3-sqs') });
  opened.defer(() => s3AndSqs.close());
  const logFiles = openFunctionLogs(logsDir);
  opened.defer(() => logFiles.close());
  const logs = openLogs({ databasePath: directory.file('logs.sqlite') });
  opened.defer(() => logs.close());

  // Functions, executions and pipes call through the endpoint: it opens after them and closes after them.
  let endpoint: Endpoint | undefined;
  opened.defer(() => endpoint?.close());
  const endpointUrl = (): string => endpoint?.url ?? '';
  const nextFault = faults && invocationFaults(faults);
  const lambda = openLambda({
    endpointUrl,
    onLog: (functionName, line, { logGroupName, logStreamName }) => {
      logFiles.append(functionName, line);
      logs.write(logGroupName, { streamName: logStreamName, message: line });
    },
    nextFault,
  });
  opened.defer(() => lambda.close());
  const stepFunctions = openStepFunctions({
    databasePath: directory.file('step-functions.sqlite'),
    endpointUrl,
    writeLog: logs.write,
  });
  opened.defer(() => stepFunctions.close());
  const pipes = openStackPipes({
    databasePath: directory.file('pipes.sqlite'),
    endpointUrl,
    writeLog: logs.write,
    withFaults: faults && ((pipeName) => deliveryFaults(faults, pipeName)),
  });
  opened.defer(() => pipes.close());

  const faulty = (service: ApiService, listener: RequestListener): RequestListener =>
    faults ? withApiFaults(service, listener, faults) : listener;
  const whenDeployed =
    (listener: RequestListener): RequestListener =>
    (req, res) =>
      void deployed.then(() => listener(req, res));
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
    sts: stsApi(),
    pipes: whenDeployed(pipesApi(pipes.all)),
    admin: adminApi(() => deployed.then(pipes.freshStatuses)),
  });
  return { url: endpoint.url, lambda, logs, stepFunctions, pipes };
};

const listen = async (port: number, routes: Routes): Promise<Endpoint> => {
  try {
    return await startEndpoint({ port, routes });
  } catch (cause) {
    if (!(typeof cause === 'object' && cause !== null && 'code' in cause)) throw cause;
    if (cause.code === 'EADDRINUSE') {
      throw new Refusal(`port ${port} is in use: stop what listens there or choose another with --port`, {
        cause,
      });
    }
    if (cause.code === 'EACCES') {
      throw new Refusal(`port ${port} may not be used by this user: choose one above 1023 with --port`, {
        cause,
      });
    }
    throw cause;
  }
};
