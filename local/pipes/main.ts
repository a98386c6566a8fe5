import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { clientConfiguration } from '../values/account.ts';
import { Refusal, reasonOf } from '../values/refusal.ts';
import { readDeployedPipes } from './definition/deployed-pipes.ts';
import type { PipeDefinition } from './definition/pipe-definition.ts';
import { openCheckpointStore } from './shards/checkpoint-store.ts';
import { startPipe } from './start-pipe.ts';

const USAGE = `Usage: node local/pipes/main.ts [options]

Runs the Kinesis to Lambda pipes of a deployed stack until Ctrl-C, for an endpoint that speaks the APIs of
CloudFormation, Kinesis, Lambda and SQS but does not run such pipes itself. It keeps no record of what is
delivered: each start begins at the pipes' starting positions.

  --endpoint URL  where the stack is deployed (default: AWS_ENDPOINT_URL)
  --stack NAME    the deployed stack (default: Tripstream-dev)
  --help          show this text
`;

const EXIT_REFUSED = 1;
const EXIT_BAD_USAGE = 2;
const REPORT_EVERY_MS = 1_000;

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      endpoint: { type: 'string', default: process.env.AWS_ENDPOINT_URL },
      stack: { type: 'string', default: 'Tripstream-dev' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  if (!values.endpoint || URL.parse(values.endpoint) === null)
    throw new Refusal(`--endpoint is "${values.endpoint ?? ''}": give a URL such as http://127.0.0.1:4566`);
  return { endpointUrl: values.endpoint, stackName: values.stack };
};

const readPipes = async (endpointUrl: string, stackName: string): Promise<PipeDefinition[]> => {
  const configuration = clientConfiguration(endpointUrl, process.env.AWS_REGION);
  const clients = {
    cloudFormation: new CloudFormationClient(configuration),
    // The default handler speaks HTTP/2 without TLS, which other emulators do not.
    kinesis: new KinesisClient({ ...configuration, requestHandler: new NodeHttpHandler() }),
    lambda: new LambdaClient(configuration),
    sqs: new SQSClient({ ...configuration, useQueueUrlAsEndpoint: false }),
  };
  try {
    return await readDeployedPipes(stackName, clients);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
};

/** Prints a line about a pipe whenever its counts have changed, at most one a second. */
const runPipes = (definitions: readonly PipeDefinition[], endpointUrl: string): void => {
  const checkpoints = openCheckpointStore(':memory:');
  const pipes = definitions.map((definition) => startPipe(definition, { endpointUrl, checkpoints }));
  const printed = new Map<string, string>();
  const report = (): void => {
    for (const { name, state, records, deliveries, deadLettered } of pipes.map((pipe) => pipe.status())) {
      const line = `${name}: ${state}, ${records} records in ${deliveries} deliveries, ${deadLettered} dead-lettered`;
      if (printed.get(name) !== line) console.log(line);
      printed.set(name, line);
    }
  };
  report();
  const timer = setInterval(report, REPORT_EVERY_MS);
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await Promise.all(pipes.map((pipe) => pipe.stop()));
    report();
    checkpoints.close();
  };
  // The first signal waits for current deliveries; a second one ends the process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop());
};

const main = async (): Promise<void> => {
  const options = readOptions();
  if (options === undefined) process.stdout.write(USAGE);
  else runPipes(await readPipes(options.endpointUrl, options.stackName), options.endpointUrl);
};

const isBadUsage = (error: unknown): boolean =>
  Error.isError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

await main().catch((error: unknown) => {
  // The SDK's own words name the endpoint's answer; a stack trace would add nothing.
  process.stderr.write(`pipes: ${reasonOf(error) || String(error)}\n`);
  process.exitCode = isBadUsage(error) ? EXIT_BAD_USAGE : EXIT_REFUSED;
});
