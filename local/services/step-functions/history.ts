import type { HistoryEvent as SdkHistoryEvent } from '@aws-sdk/client-sfn';
import { REGION } from '../../values/account.ts';
import type { LambdaCall, LambdaTask } from './lambda-task.ts';

type Common = 'id' | 'type' | 'timestamp' | 'previousEventId';

/** What an event of one type says beyond its type, e.g. `{ stateEnteredEventDetails: … }`. */
export type EventDetails = Omit<SdkHistoryEvent, Common>;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html as it goes on the wire. */
export interface HistoryEvent extends EventDetails {
  readonly id: number;
  readonly type: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  /** 0 for the first event and for the entry into the first state. */
  readonly previousEventId: number;
}

/** The history of one execution: numbers the events and hands them on to be stored. */
export class History {
  readonly #append: (event: HistoryEvent) => void;
  #lastId = 0;
  #isClosed = false;

  constructor(append: (event: HistoryEvent) => void) {
    this.#append = append;
  }

  /** Returns the new event's id. After `close` nothing is recorded any more. */
  record(type: string, details: EventDetails, previousEventId: number, timestampMs = Date.now()): number {
    if (this.#isClosed) return this.#lastId;
    this.#append(this.next(type, details, previousEventId, timestampMs));
    return ++this.#lastId;
  }

  /** The event that would come next, without recording it. */
  next(type: string, details: EventDetails, previousEventId: number, timestampMs: number): HistoryEvent {
    return { id: this.#lastId + 1, type, timestamp: timestampMs / 1000, previousEventId, ...details };
  }

  /** What still runs of an execution that has ended leaves no trace. */
  close(): void {
    this.#isClosed = true;
  }
}

const NOT_TRUNCATED = { truncated: false };

export const enteredDetails = (name: string, input: unknown): EventDetails => ({
  stateEnteredEventDetails: { name, input: JSON.stringify(input), inputDetails: NOT_TRUNCATED },
});

export const exitedDetails = (name: string, output: unknown): EventDetails => ({
  stateExitedEventDetails: { name, output: JSON.stringify(output), outputDetails: NOT_TRUNCATED },
});

/** The events of one call of a task: of the Lambda types for a direct ARN, else of the Task types. */
export interface TaskEvents {
  scheduled(call: LambdaCall, effectiveInput: unknown, timeoutSeconds: number | undefined): TaskEvent;
  started(): TaskEvent;
  succeeded(result: unknown): TaskEvent;
  failed(failure: { error: string; cause: string }): TaskEvent;
  timedOut(): TaskEvent;
}

type TaskEvent = [type: string, details: EventDetails];

const TIMEOUT = { error: 'States.Timeout' };

const directEvents: TaskEvents = {
  scheduled: ({ functionName, payload }, _, timeoutSeconds) => [
    'LambdaFunctionScheduled',
    {
      lambdaFunctionScheduledEventDetails: {
        resource: functionName,
        input: JSON.stringify(payload),
        inputDetails: NOT_TRUNCATED,
        ...(timeoutSeconds ? { timeoutInSeconds: timeoutSeconds } : {}),
      },
    },
  ],
  started: () => ['LambdaFunctionStarted', {}],
  succeeded: (result) => [
    'LambdaFunctionSucceeded',
    {
      lambdaFunctionSucceededEventDetails: {
        output: JSON.stringify(result),
        outputDetails: NOT_TRUNCATED,
      },
    },
  ],
  failed: (failure) => ['LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: failure }],
  timedOut: () => ['LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: TIMEOUT }],
};

const LAMBDA_INVOKE = { resourceType: 'lambda', resource: 'invoke' };

const invokeEvents: TaskEvents = {
  scheduled: (_, effectiveInput, timeoutSeconds) => [
    'TaskScheduled',
    {
      taskScheduledEventDetails: {
        ...LAMBDA_INVOKE,
        region: REGION,
        parameters: JSON.stringify(effectiveInput),
        ...(timeoutSeconds ? { timeoutInSeconds: timeoutSeconds } : {}),
      },
    },
  ],
  started: () => ['TaskStarted', { taskStartedEventDetails: LAMBDA_INVOKE }],
  succeeded: (result) => [
    'TaskSucceeded',
    {
      taskSucceededEventDetails: {
        ...LAMBDA_INVOKE,
        output: JSON.stringify(result),
        outputDetails: NOT_TRUNCATED,
      },
    },
  ],
  failed: (failure) => ['TaskFailed', { taskFailedEventDetails: { ...LAMBDA_INVOKE, ...failure } }],
  timedOut: () => ['TaskTimedOut', { taskTimedOutEventDetails: { ...LAMBDA_INVOKE, ...TIMEOUT } }],
};

/** The event shapes for a kind of task. */
export const taskEvents = ({ kind }: LambdaTask): TaskEvents =>
  kind === 'direct' ? directEvents : invokeEvents;
