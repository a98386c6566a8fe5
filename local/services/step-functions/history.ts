import type { HistoryEvent as SdkHistoryEvent } from '@aws-sdk/client-sfn';
import { REGION } from '../../values/account.ts';

type Common = 'id' | 'type' | 'timestamp' | 'previousEventId';

/** The details of an event, e.g. `{ stateEnteredEventDetails: … }`. */
export type EventDetails = Omit<SdkHistoryEvent, Common>;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html as it goes over the wire. */
export interface HistoryEvent extends EventDetails {
  readonly id: number;
  readonly type: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  /** 0 for the first event and for the entry into the first state. */
  readonly previousEventId: number;
}

/** The history of one execution: numbers the events and passes them on to the store. */
export class History {
  readonly #append: (event: HistoryEvent) => void;
  readonly #nowMs: () => number;
  #lastId = 0;
  #isClosed = false;

  constructor(append: (event: HistoryEvent) => void, nowMs: () => number) {
    this.#append = append;
    this.#nowMs = nowMs;
  }

  /** Returns the new event's id. After `close` nothing is recorded. */
  record(type: string, details: EventDetails, previousEventId: number, timestampMs = this.#nowMs()): number {
    if (this.#isClosed) return this.#lastId;
    this.#append(this.next(type, details, previousEventId, timestampMs));
    return ++this.#lastId;
  }

  /** The next event, without recording it. */
  next(type: string, details: EventDetails, previousEventId: number, timestampMs: number): HistoryEvent {
    return { id: this.#lastId + 1, type, timestamp: timestampMs / 1000, previousEventId, ...details };
  }

  /** After this nothing is recorded, even if parts of the execution still run. */
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

type Event = [type: string, details: EventDetails];

const LAMBDA_INVOKE = { resourceType: 'lambda', resource: 'invoke' };

/** The events of one call of a task. */
export const taskEvents = {
  scheduled: (effectiveInput: unknown, timeoutSeconds: number | undefined): Event => [
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
  started: (): Event => ['TaskStarted', { taskStartedEventDetails: LAMBDA_INVOKE }],
  succeeded: (result: unknown): Event => {
    const output = JSON.stringify(result);
    const details = { ...LAMBDA_INVOKE, output, outputDetails: NOT_TRUNCATED };
    return ['TaskSucceeded', { taskSucceededEventDetails: details }];
  },
  failed: (error: string, cause: string): Event => [
    'TaskFailed',
    { taskFailedEventDetails: { ...LAMBDA_INVOKE, error, cause } },
  ],
  timedOut: (): Event => [
    'TaskTimedOut',
    { taskTimedOutEventDetails: { ...LAMBDA_INVOKE, error: 'States.Timeout' } },
  ],
};
