import type { EventDetails, History } from './history.ts';
import type { Json } from './state-data.ts';

/** The context object of an execution, with `execution` instead of `Execution` (see flow.ts). */
export interface ContextObject {
  readonly execution: { Id: string; Input: Json; Name: string; RoleArn: string; StartTime: string };
  readonly StateMachine: { Id: string; Name: string };
  readonly Map?: { Item: { Index: number; Value: Json } };
  readonly [other: string]: unknown;
}

/** One run of one flow: the execution itself or a Map iteration. */
export class Level {
  readonly context: ContextObject;
  readonly signal: AbortSignal;
  readonly #history: History;
  /** The event that the next one of this level follows. */
  lastEventId: number;
  /** Set while a task of this level waits for its function. */
  pendingCall: symbol | undefined;

  constructor(history: History, context: ContextObject, signal: AbortSignal, lastEventId: number) {
    this.#history = history;
    this.context = context;
    this.signal = signal;
    this.lastEventId = lastEventId;
  }

  record(type: string, details: EventDetails): void {
    this.lastEventId = this.#history.record(type, details, this.lastEventId);
  }

  /** A level inside this one. Its first event follows the last one of this level. */
  inner(signal: AbortSignal, context: ContextObject = this.context): Level {
    return new Level(this.#history, context, signal, this.lastEventId);
  }
}
