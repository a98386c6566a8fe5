import type { Clock } from '../../values/clock.ts';
import type { LogEvent } from './execution-log.ts';
import type { Ending, Execution, ExecutionStore } from './execution-store.ts';
import type { Flow } from './flow.ts';
import { runFlow } from './flow-runner.ts';
import { type EventDetails, History } from './history.ts';
import type { LambdaCalls } from './lambda-task.ts';
import { type ContextObject, Level } from './level.ts';
import { parseJson, toStateData } from './state-data.ts';

/** A state machine that can be executed. */
export interface RunnableMachine {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly flow: Flow;
  readonly timeoutSeconds: number | undefined;
  /** Called for each event of an execution's history; undefined without a log. */
  readonly log: LogEvent | undefined;
}

/** What executions need. */
export interface ExecutionParts {
  readonly store: ExecutionStore;
  readonly lambda: LambdaCalls;
  readonly clock: Clock;
  /** Called when an execution starts and when it ends. */
  readonly onChange: (execution: Execution) => void;
}

/** One execution while it runs. */
export class ExecutionRun {
  /** Resolves once no part of the execution runs any more and its ending, if any, is stored. */
  readonly done: Promise<void>;
  readonly #execution: Execution;
  readonly #machine: RunnableMachine;
  readonly #parts: ExecutionParts;
  readonly #history: History;
  readonly #level: Level;
  readonly #interruption = new AbortController();

  /** Starts running at once, from the beginning and with an empty history. */
  constructor(execution: Execution, machine: RunnableMachine, parts: ExecutionParts) {
    this.#execution = execution;
    this.#machine = machine;
    this.#parts = parts;
    const { store, clock } = parts;
    this.#history = new History((event) => {
      store.appendEvent(execution.arn, event);
      machine.log?.(execution.arn, event);
    }, clock.nowMs);
    this.#level = new Level(this.#history, this.#contextObject(), this.#interruption.signal, 0);
    this.done = this.#run(parts.lambda);
  }

  /** Ends the execution now. Without an ending it stays RUNNING in the store and can be resumed. */
  interrupt(ending?: Ending): void {
    if (this.#interruption.signal.aborted) return;
    if (ending) this.#finish(ending);
    this.#history.close();
    this.#interruption.abort();
  }

  async #run(lambda: LambdaCalls): Promise<void> {
    using _timeout = this.#startTimeout();
    this.#parts.store.clearEvents(this.#execution.arn);
    const { input, startedAtMs } = this.#execution;
    const details = { executionStartedEventDetails: { input, roleArn: this.#machine.roleArn } };
    this.#history.record('ExecutionStarted', details, 0, startedAtMs);
    try {
      const output = await runFlow(this.#machine.flow, parseJson(input), this.#level, lambda);
      const text = toStateData(output, 'The output of the execution');
      if (!this.#interruption.signal.aborted) this.#finish({ status: 'SUCCEEDED', output: text });
    } catch (error) {
      if (!this.#interruption.signal.aborted) this.#finish(failureOf(error));
    }
  }

  /** Counted from the start of the execution, even after a restart of the local cloud. */
  #startTimeout(): Disposable | undefined {
    const { timeoutSeconds } = this.#machine;
    if (timeoutSeconds === undefined) return undefined;
    const endsAtMs = this.#execution.startedAtMs + timeoutSeconds * 1000;
    return this.#parts.clock.at(endsAtMs, () => this.interrupt({ status: 'TIMED_OUT' }));
  }

  #finish(ending: Ending) {
    const nowMs = this.#parts.clock.nowMs();
    const [type, details] = lastEvent(ending);
    const event = this.#history.next(type, details, this.#level.lastEventId, nowMs);
    this.#parts.store.finish(this.#execution.arn, ending, nowMs, event);
    this.#machine.log?.(this.#execution.arn, event);
    this.#history.close();
    this.#parts.onChange({ ...this.#execution, ...ending, stoppedAtMs: nowMs });
  }

  #contextObject(): ContextObject {
    const { arn, name, input, startedAtMs } = this.#execution;
    return {
      execution: {
        Id: arn,
        Input: parseJson(input),
        Name: name,
        RoleArn: this.#machine.roleArn,
        StartTime: new Date(startedAtMs).toISOString(),
      },
      StateMachine: { Id: this.#machine.arn, Name: this.#machine.name },
    };
  }
}

const lastEvent = ({ status, output, error, cause }: Ending): [type: string, details: EventDetails] => {
  switch (status) {
    case 'SUCCEEDED': {
      const details = { output, outputDetails: { truncated: false } };
      return ['ExecutionSucceeded', { executionSucceededEventDetails: details }];
    }
    case 'FAILED':
      return ['ExecutionFailed', { executionFailedEventDetails: { error, cause } }];
    case 'ABORTED':
      return ['ExecutionAborted', { executionAbortedEventDetails: { error, cause } }];
    case 'TIMED_OUT':
      return ['ExecutionTimedOut', { executionTimedOutEventDetails: { error, cause } }];
  }
};

const failureOf = (error: unknown): Ending => {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { status: 'FAILED', error: name || undefined, cause: message || undefined };
};
