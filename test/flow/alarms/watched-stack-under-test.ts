import { CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import {
  DescribePipeCommand,
  ListPipesCommand,
  PipesClient,
  StartPipeCommand,
  StopPipeCommand,
} from '@aws-sdk/client-pipes';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type CloudOptions, startCloud } from '../../../local/cloud.ts';
import { createClock } from '../../../local/values/clock.ts';
import { readPipes } from '../../../producer/local-cloud/pipe-drain.ts';
import { eventually } from '../../local/eventually.ts';
import { changedAssembly, deliverAtOnce } from '../assembly-under-test.ts';
import { clientEnvironment, openWorkshop, untilDrained } from '../cloud-under-test.ts';
import { openSubscriber } from './subscriber-under-test.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const PREFIX = 'tripstream-dev-';

/** An alarm's name without the common prefix. */
export const shortName = (alarmName = ''): string => alarmName.replace(PREFIX, '');

/** Both kinds of event, as the alarms call them. */
export const KINDS = ['starts', 'ends'] as const;
export type Kind = (typeof KINDS)[number];

const STREAM_OUTPUTS = { starts: 'TripStartStreamName', ends: 'TripEndStreamName' };
export const MACHINES = { 'kpi-run': 'DailyKpiStateMachineArn', audit: 'AuditStateMachineArn' } as const;
/** The queues, as the alarms call them, and how their names in the stack begin. */
const QUEUES = {
  quarantine: /^Quarantine[0-9A-F]{8}$/,
  'dead-letter': /^DeadLetters[0-9A-F]{8}$/,
  'schedule-dead-letter': /^ScheduleDeadLetters[0-9A-F]{8}$/,
};

export interface TripEvent {
  readonly trip_id: string;
  readonly [field: string]: string;
}

/** The synthesized stack on a clock that stands still until it is moved, with a subscriber to its topic. */
export const openWatchedStack = async (
  startsAtMs: number,
  options: Pick<CloudOptions, 'firesSchedules' | 'dataDir'> = {},
) => {
  const clock = createClock({ stoppedAtMs: startsAtMs });
  const workshop = await openWorkshop();
  const assemblyDir = changedAssembly(workshop.assembly, workshop.folder('cdk.out'), deliverAtOnce);
  const faultPlan = { seed: 1, rules: [] };
  const cloud = await startCloud({ ...options, assemblyDir, port: 0, faultPlan, clock });
  Object.assign(process.env, clientEnvironment(cloud.url));
  const sns = new SNSClient();
  const topics = await sns.send(new ListTopicsCommand({}));
  const topicArn = topics.Topics?.[0]?.TopicArn ?? '';
  const subscriber = await openSubscriber(sns, topicArn);
  const clients = {
    ...{ sns, cloudwatch: new CloudWatchClient(), kinesis: new KinesisClient(), sqs: new SQSClient() },
    ...{ pipes: new PipesClient(), states: new SFNClient(), dynamodb: new DynamoDBClient() },
  };
  const output = (name: string): string => {
    const value = cloud.outputs[name];
    if (value === undefined) throw new Error(`The stack has no output ${name}.`);
    return value;
  };

  const alarms = async (state?: 'ALARM'): Promise<MetricAlarm[]> => {
    const { MetricAlarms = [] } = await clients.cloudwatch.send(
      new DescribeAlarmsCommand({ StateValue: state, MaxRecords: 100 }),
    );
    return MetricAlarms;
  };
  const pipeOf = async (kind: Kind): Promise<string> => {
    const { Pipes = [] } = await clients.pipes.send(new ListPipesCommand({}));
    const pipe = Pipes.find(({ Source }) => Source?.endsWith(`/${output(STREAM_OUTPUTS[kind])}`));
    return pipe?.Name ?? '';
  };
  const pipeIs = (Name: string, CurrentState: string) =>
    eventually(async () => {
      const { CurrentState: state } = await clients.pipes.send(new DescribePipeCommand({ Name }));
      if (state !== CurrentState) throw new Error(`the pipe is ${state}`);
    });

  const ends = (executionArn: string | undefined, wanted: string) =>
    eventually(async () => {
      const { status } = await clients.states.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== wanted) throw new Error(`the run is ${status}, not ${wanted}`);
    });

  return {
    ...{ clock, cloud, clients, topicArn, output, subscriber },
    alarms,
    /** The names of the alarms that are on. */
    alarmsOn: async (): Promise<string[]> =>
      (await alarms('ALARM')).map(({ AlarmName }) => shortName(AlarmName)).sort(),
    drained: () => untilDrained(cloud.url),

    /** Waits until the function has answered for everything in the stream of a kind. */
    delivered: (kind: Kind): Promise<void> =>
      eventually(async () => {
        const pipes = (await readPipes(cloud.url)) ?? [];
        const pipe = pipes.find(({ streamName }) => streamName === output(STREAM_OUTPUTS[kind]));
        if (pipe?.recordsBehind !== 0 || pipe.inFlight !== 0)
          throw new Error(`${kind}: ${JSON.stringify(pipe)}`);
      }),

    /** The name in the cloud of the function with this service name. */
    functionNamed: (service: string): string => {
      const fn = cloud.plan.resources.find(({ properties: { Environment } }) => {
        const { Variables } = Object(Environment);
        return Variables?.POWERTOOLS_SERVICE_NAME === service;
      });
      if (fn === undefined) throw new Error(`The stack has no function ${service}.`);
      return fn.name;
    },

    put: async (kind: Kind, ...events: readonly TripEvent[]): Promise<void> => {
      const Records = events.map((event) => ({
        PartitionKey: event.trip_id,
        Data: Buffer.from(JSON.stringify(event)),
      }));
      const StreamName = output(STREAM_OUTPUTS[kind]);
      await clients.kinesis.send(new PutRecordsCommand({ StreamName, Records }));
    },

    stopPipe: async (kind: Kind): Promise<void> => {
      const Name = await pipeOf(kind);
      await clients.pipes.send(new StopPipeCommand({ Name }));
      await pipeIs(Name, 'STOPPED');
    },
    startPipe: async (kind: Kind): Promise<void> => {
      const Name = await pipeOf(kind);
      await clients.pipes.send(new StartPipeCommand({ Name }));
      await pipeIs(Name, 'RUNNING');
    },

    ends,
    /** Starts a state machine. Returns a function that waits for its end. */
    run: async (machine: keyof typeof MACHINES, input: object) => {
      const { executionArn } = await clients.states.send(
        new StartExecutionCommand({
          stateMachineArn: output(MACHINES[machine]),
          input: JSON.stringify(input),
        }),
      );
      return (status: string) => ends(executionArn, status);
    },
    /** The daily KPI runs that the schedule has started, newest first. */
    scheduledRuns: async () => {
      const stateMachineArn = output(MACHINES['kpi-run']);
      const { executions = [] } = await clients.states.send(new ListExecutionsCommand({ stateMachineArn }));
      const scheduled = executions.filter(({ name }) => name?.startsWith('kpi-scheduled-'));
      return Promise.all(
        scheduled.map(({ executionArn }) =>
          clients.states.send(new DescribeExecutionCommand({ executionArn })),
        ),
      );
    },

    /** Receives and deletes the messages of a queue, as someone who deals with them does. Returns their bodies. */
    takeMessages: async (queue: keyof typeof QUEUES): Promise<string[]> => {
      const found = cloud.plan.resources.find(({ logicalId }) => QUEUES[queue].test(logicalId));
      const QueueUrl = found?.identity.ref;
      const { Messages = [] } = await clients.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      for (const { ReceiptHandle } of Messages)
        await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return Messages.map(({ Body = '' }) => Body);
    },

    close: async (): Promise<void> => {
      await subscriber.close();
      for (const client of Object.values(clients)) client.destroy();
      await cloud.stop();
      await clock.close();
      workshop.remove();
    },
  };
};

export type WatchedStack = Awaited<ReturnType<typeof openWatchedStack>>;
