import {
  AwsError,
  type AwsInput,
  type AwsOperation,
  jsonProtocol,
} from '../../endpoint/aws-json-protocol.ts';
import {
  fieldsOf,
  type PageRequest,
  pageOf,
  pageOfAll,
  requestedPage,
} from '../../endpoint/request-fields.ts';
import { type Clock, createClock } from '../../values/clock.ts';
import { isObject } from '../../values/json.ts';
import type { WriteLog } from '../logs/logs.ts';
import { type ExecutionLogging, executionLog } from './execution-log.ts';
import type { RunnableMachine } from './execution-run.ts';
import { type Execution, ExecutionStore } from './execution-store.ts';
import { Executions } from './executions.ts';
import { compileDefinition } from './flow.ts';
import { LambdaCaller } from './lambda-task.ts';

// The same for every list: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
const PAGES: PageRequest = {
  limitField: 'maxResults',
  tokenField: 'nextToken',
  mostResults: 1000,
  defaultResults: 100,
  invalidToken: 'InvalidToken',
};

/** A resolved AWS::StepFunctions::StateMachine: `definition` is the parsed ASL. */
export interface StateMachineProperties {
  readonly name: string;
  readonly arn: string;
  readonly definition: unknown;
  readonly roleArn: string;
  /** Undefined if it does not log. */
  readonly logging?: ExecutionLogging | undefined;
}

interface DeployedMachine extends RunnableMachine {
  readonly definition: string;
  readonly createdAtMs: number;
}

export type StepFunctions = ReturnType<typeof openStepFunctions>;

/**
 * Standard workflows on SQLite behind the Step Functions API; `databasePath` may be ':memory:', `endpointUrl` is where
 * Lambda is called.
 */
export const openStepFunctions = (options: {
  readonly databasePath: string;
  readonly endpointUrl: () => string;
  /** Where to remember which definitions were valid. @default nowhere */
  readonly cacheDir?: string;
  /** @default nothing is logged */
  readonly writeLog?: WriteLog;
  /** @default the computer's clock */
  readonly clock?: Clock;
  /** Called when an execution starts and when it ends. */
  readonly onChange?: (execution: Execution) => void;
}) => {
  const { clock = createClock(), onChange = () => {} } = options;
  const store = new ExecutionStore(options.databasePath);
  const lambda = new LambdaCaller(options.endpointUrl);
  const executions = new Executions({ store, lambda, clock, onChange });
  const machines = new Map<string, DeployedMachine>();
  return {
    listener: jsonProtocol({
      targetPrefix: 'AWSStepFunctions',
      contentType: 'application/x-amz-json-1.0',
      operations: {
        ...machineOperations(machines),
        ...executionOperations(machines, executions, store, clock.nowMs),
      },
    }),
    /** @throws {Error} one line that names the state machine and the state that cannot run here as it does on AWS. */
    createStateMachine: (properties: StateMachineProperties): void => {
      if (machines.has(properties.arn)) throw new Error(`State machine ${properties.name} already exists.`);
      machines.set(properties.arn, deployedMachine(properties, clock.nowMs(), options));
    },
    /**
     * Call it once, after all state machines are created. It restarts the executions that the last process left
     * RUNNING, from their beginning. Tasks must be idempotent for this.
     */
    resume: (): void => executions.resume((arn) => machines.get(arn)),
    /** Stops all work; running executions stay RUNNING in the database. */
    close: async (): Promise<void> => {
      await executions.close();
      lambda.close();
      store.close();
    },
  };
};

const deployedMachine = (
  properties: StateMachineProperties,
  createdAtMs: number,
  { writeLog, cacheDir }: { readonly writeLog?: WriteLog; readonly cacheDir?: string },
): DeployedMachine => {
  const { name, arn, roleArn, definition, logging } = properties;
  const flow = compileDefinition(name, definition, cacheDir);
  const timeout = isObject(definition) ? definition.TimeoutSeconds : undefined;
  return {
    ...{ name, arn, roleArn, flow },
    log: logging && writeLog && executionLog(name, logging, writeLog),
    timeoutSeconds: typeof timeout === 'number' ? timeout : undefined,
    definition: JSON.stringify(definition),
    createdAtMs,
  };
};

type Machines = ReadonlyMap<string, DeployedMachine>;

const machineIn = (machines: Machines, input: AwsInput): DeployedMachine => {
  const arn = fieldsOf(input).text('stateMachineArn');
  const machine = machines.get(arn);
  if (machine) return machine;
  throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
};

const machineOperations = (machines: Machines): Record<string, AwsOperation> => ({
  DescribeStateMachine: (input) => {
    const { arn, name, roleArn, definition, createdAtMs } = machineIn(machines, input);
    return {
      ...{ stateMachineArn: arn, name, roleArn, definition, type: 'STANDARD', status: 'ACTIVE' },
      creationDate: createdAtMs / 1000,
    };
  },
  ListStateMachines: (input) => {
    const { entries, nextToken } = pageOfAll([...machines.values()], input, PAGES);
    const stateMachines = entries.map(({ arn, name, createdAtMs }) => ({
      ...{ stateMachineArn: arn, name, type: 'STANDARD', creationDate: createdAtMs / 1000 },
    }));
    return { stateMachines, nextToken };
  },
});

const executionOperations = (
  machines: Machines,
  executions: Executions,
  store: ExecutionStore,
  nowMs: () => number,
): Record<string, AwsOperation> => {
  const executionIn = (input: AwsInput): Execution => {
    const arn = fieldsOf(input).text('executionArn');
    const execution = store.get(arn);
    if (execution) return execution;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };
  return {
    StartExecution: (input) => {
      const machine = machineIn(machines, input);
      const fields = fieldsOf(input);
      const { arn, startedAtMs } = executions.start(
        machine,
        fields.optionalText('name'),
        fields.optionalText('input'),
      );
      return { executionArn: arn, startDate: startedAtMs / 1000 };
    },
    StopExecution: (input) => {
      const { arn } = executionIn(input);
      executions.stop(arn, {
        error: fieldsOf(input).optionalText('error'),
        cause: fieldsOf(input).optionalText('cause'),
      });
      return { stopDate: (executionIn(input).stoppedAtMs ?? nowMs()) / 1000 };
    },
    DescribeExecution: (input) => describedExecution(executionIn(input)),
    ListExecutions: (input) => {
      const { arn } = machineIn(machines, input);
      const status = fieldsOf(input).optionalText('statusFilter');
      const { entries, nextToken } = pageOf(requestedPage(input, PAGES), (page) =>
        store.list(arn, status, page),
      );
      return { executions: entries.map(listedExecution), nextToken };
    },
    GetExecutionHistory: (input) => {
      const { arn } = executionIn(input);
      const { entries, nextToken } = pageOf(requestedPage(input, PAGES), (page) =>
        store.events(arn, input.reverseOrder === true, page),
      );
      return { events: entries, nextToken };
    },
  };
};

const listedExecution = (execution: Execution) => ({
  executionArn: execution.arn,
  stateMachineArn: execution.stateMachineArn,
  name: execution.name,
  status: execution.status,
  startDate: execution.startedAtMs / 1000,
  stopDate: execution.stoppedAtMs && execution.stoppedAtMs / 1000,
});

const describedExecution = (execution: Execution) => ({
  ...listedExecution(execution),
  input: execution.input,
  inputDetails: { included: true },
  output: execution.output,
  outputDetails: execution.output === undefined ? undefined : { included: true },
  error: execution.error,
  cause: execution.cause,
});
