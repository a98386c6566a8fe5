import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { openStepFunctions } from '../../../../local/services/step-functions/step-functions.ts';
import { arn } from '../../../../local/values/account.ts';
import { startServices } from '../../services-under-test.ts';
import { CLIENT_CONFIG } from '../lambda/lambda-under-test.ts';

export const ROLE_ARN = 'arn:aws:iam::000000000000:role/StateMachineRole';

export const machineArn = (name: string): string => arn('states', `stateMachine:${name}`);

/** A `lambda:invoke` task on a function of the test's Lambda host, its result unwrapped. */
export const invokeTask = (functionName: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: arn('lambda', `function:${functionName}`), 'Payload.$': '$' },
  OutputPath: '$.Payload',
  End: true,
  ...more,
});

/** Step Functions over HTTP, calling Lambda at `lambdaUrl`. */
export const startStepFunctions = async (lambdaUrl: string, databasePath = ':memory:') => {
  const stepFunctions = openStepFunctions({ databasePath, endpointUrl: () => lambdaUrl });
  const endpoint = await startServices({ states: stepFunctions.listener });
  const client = new SFNClient({ ...CLIENT_CONFIG, endpoint: endpoint.url });
  const history = async (executionArn: string, options: object = {}): Promise<HistoryEvent[]> => {
    const events: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(new GetExecutionHistoryCommand({ executionArn, nextToken, ...options }));
      events.push(...(page.events ?? []));
      nextToken = page.nextToken;
    } while (nextToken);
    return events;
  };
  const ended = async (executionArn: string): Promise<DescribeExecutionCommandOutput> => {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
      const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
      if (execution.status !== 'RUNNING') return execution;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const types = (await history(executionArn)).map(({ type }) => type);
    throw new Error(`${executionArn} does not end; its history: ${types.join(' ')}`);
  };
  const create = (name: string, definition: unknown) =>
    stepFunctions.createStateMachine({ name, arn: machineArn(name), definition, roleArn: ROLE_ARN });
  const start = async (name: string, input: unknown = {}, executionName?: string): Promise<string> => {
    const { executionArn } = await client.send(
      new StartExecutionCommand({
        stateMachineArn: machineArn(name),
        name: executionName,
        input: JSON.stringify(input),
      }),
    );
    return String(executionArn);
  };
  return {
    client,
    create,
    start,
    ended,
    history,
    resume: () => stepFunctions.resume(),
    /** Runs a definition once, and returns how it ended, its parsed output and its history. */
    run: async (name: string, definition: unknown, input: unknown = {}) => {
      create(name, definition);
      const executionArn = await start(name, input);
      const execution = await ended(executionArn);
      const output = execution.output === undefined ? undefined : JSON.parse(execution.output);
      return { execution, output, history: await history(executionArn) };
    },
    close: async () => {
      client.destroy();
      await stepFunctions.close();
      await endpoint.close();
    },
  };
};

/** `id<previousEventId Type` per event, to compare whole histories. */
export const chainOf = (events: readonly HistoryEvent[]): string[] =>
  events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
