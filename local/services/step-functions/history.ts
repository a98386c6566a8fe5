import type { HistoryEvent as SdkHistoryEvent } from '@aws-sdk/client-sfn';

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
