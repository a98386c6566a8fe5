import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { laterConfiguration } from '../../values/account.ts';
import { isObject, parsedObject } from '../../values/json.ts';
import type { Schedule } from './schedule.ts';

/** A call that a target refused or did not answer. */
export interface CallError {
  readonly code: string;
  readonly message: string;
  /** Whether the same call may succeed later: throttles, faults of the service, broken connections. */
  readonly isRetryable: boolean;
}

/** A call that the schedule gave up on. */
export interface DeadLetter {
  readonly schedule: Schedule;
  readonly scheduledMs: number;
  /** The id of the last attempt. */
  readonly executionId: string;
  readonly input: string;
  readonly retryAttempts: number;
  readonly error: CallError;
  /** Which limit was reached; undefined for an error that is permanent. */
  readonly exhausted?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' | undefined;
}

export type ScheduleCalls = ReturnType<typeof scheduleCalls>;

/** How schedules call what is behind an endpoint. */
export const scheduleCalls = (endpointUrl: () => string) => {
  // Schedules retry by their own policy, so the clients do not.
  const configuration = { ...laterConfiguration(endpointUrl), maxAttempts: 1 };
  const sfn = new SFNClient(configuration);
  const sqs = new SQSClient({ ...configuration, useQueueUrlAsEndpoint: false });
  return {
    /** Undefined once the execution has started. */
    startExecution: async (input: string): Promise<CallError | undefined> => {
      try {
        await sfn.send(new StartExecutionCommand(startExecutionInput(input)));
        return undefined;
      } catch (error) {
        return callError(error);
      }
    },
    /** @throws the SDK's errors, when the queue cannot be reached */
    sendDeadLetter: async (QueueName: string, deadLetter: DeadLetter): Promise<void> => {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
      const MessageAttributes = Object.fromEntries(
        Object.entries(deadLetterAttributes(deadLetter)).map(([name, StringValue]) => [
          name,
          { DataType: 'String', StringValue },
        ]),
      );
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: deadLetter.input, MessageAttributes }));
    },
    close: (): void => {
      sfn.destroy();
      sqs.destroy();
    },
  };
};

/** A universal target's fields begin with a capital letter. */
const startExecutionInput = (json: string) => {
  const { StateMachineArn, Name, Input, TraceHeader } = parsedObject(json) ?? {};
  const text = (value: unknown) => (value === undefined ? undefined : String(value));
  return {
    stateMachineArn: text(StateMachineArn),
    name: text(Name),
    input: text(Input),
    traceHeader: text(TraceHeader),
  };
};

const TOO_MANY_REQUESTS = 429;

const callError = (error: unknown): CallError => {
  const { name, message } = Error.isError(error) ? error : new Error(String(error));
  const metadata = isObject(error) ? error.$metadata : undefined;
  const status = isObject(metadata) ? Number(metadata.httpStatusCode ?? 0) : 0;
  const isRefused = status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS && !/throttl/i.test(name);
  return { code: name, message, isRetryable: !isRefused };
};

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html#configuring-schedule-dlq-dead-letter-event */
const deadLetterAttributes = (deadLetter: DeadLetter): Record<string, string> => {
  const { schedule, scheduledMs, executionId, retryAttempts, error, exhausted } = deadLetter;
  return {
    ERROR_CODE: error.code,
    ERROR_MESSAGE: error.message,
    EXECUTION_ID: executionId,
    ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: String(retryAttempts),
    SCHEDULED_TIME: toSecond(scheduledMs),
    SCHEDULE_ARN: schedule.arn,
    TARGET_ARN: schedule.target.arn,
  };
};

/** As AWS writes it: 2022-03-22T18:59:43Z. */
export const toSecond = (momentMs: number): string => `${new Date(momentMs).toISOString().slice(0, 19)}Z`;
