import { randomUUID } from 'node:crypto';
import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import { reportFailure } from '../../values/storage-failure.ts';
import { type ExecutionParts, ExecutionRun, type RunnableMachine } from './execution-run.ts';
import type { Ending, Execution } from './execution-store.ts';
import { History } from './history.ts';
import { DATA_LIMIT_BYTES, parseJson } from './state-data.ts';

const NAME_LIMIT_CHARACTERS = 80;
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html#StepFunctions-StartExecution-request-name
const FORBIDDEN_IN_NAMES = /[\s?*<>{}[\]"#%\\^|~`$&,;:/\p{Cc}]/u;

/** Starts, stops and resumes executions, and knows which are running. */
export class Executions {
  readonly #parts: ExecutionParts;
  readonly #running = new Map<string, ExecutionRun>();

  constructor(parts: ExecutionParts) {
    this.#parts = parts;
  }

  /**
   * The new execution, or the running one with the same name and input.
   * @throws {AwsError} InvalidName, InvalidExecutionInput or ExecutionAlreadyExists.
   */
  start(machine: RunnableMachine, name: string = randomUUID(), input = '{}'): Execution {
    assertName(name);
    assertInput(input);
    const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const existing = this.#parts.store.get(arn);
    if (existing?.status === 'RUNNING' && existing.input === input) return existing;
    if (existing) throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    const execution: Execution = {
      arn,
      name,
      input,
      stateMachineArn: machine.arn,
      startedAtMs: this.#parts.clock.nowMs(),
      status: 'RUNNING',
    };
    this.#parts.store.insert(execution);
    this.#parts.onChange(execution);
    this.#run(execution, machine);
    return execution;
  }

  /** Ends a running execution as ABORTED; an ended one stays as it is. */
  stop(arn: string, reason: Omit<Ending, 'status'>): void {
    this.#running.get(arn)?.interrupt({ ...reason, status: 'ABORTED' });
  }

  /** Restarts from the beginning what the last process left RUNNING, with its name and start time. */
  resume(machineOf: (arn: string) => RunnableMachine | undefined): void {
    for (const execution of this.#parts.store.running()) {
      if (this.#running.has(execution.arn)) continue;
      const machine = machineOf(execution.stateMachineArn);
      if (machine) this.#run(execution, machine);
      else this.#failOrphan(execution);
    }
  }

  /** Stops all work; running executions stay RUNNING in the store. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const run of running) run.interrupt();
    await Promise.all(running.map(({ done }) => done));
  }

  #run(execution: Execution, machine: RunnableMachine) {
    const run = new ExecutionRun(execution, machine, this.#parts);
    this.#running.set(execution.arn, run);
    run.done
      .catch((error: unknown) => reportFailure(`the execution ${execution.arn}`, error))
      .finally(() => this.#running.delete(execution.arn));
  }

  #failOrphan(execution: Execution) {
    const { arn, input, startedAtMs, stateMachineArn } = execution;
    const { store, clock, onChange } = this.#parts;
    const stoppedAtMs = clock.nowMs();
    const cause = `The state machine ${stateMachineArn} is no longer deployed.`;
    const ending: Ending = { status: 'FAILED', error: 'StateMachineDoesNotExist', cause };
    store.clearEvents(arn);
    const history = new History((event) => store.appendEvent(arn, event), clock.nowMs);
    history.record('ExecutionStarted', { executionStartedEventDetails: { input } }, 0, startedAtMs);
    const details = { executionFailedEventDetails: { error: ending.error, cause } };
    store.finish(arn, ending, stoppedAtMs, history.next('ExecutionFailed', details, 1, stoppedAtMs));
    onChange({ ...execution, ...ending, stoppedAtMs });
  }
}

const assertName = (name: string) => {
  if (name.length >= 1 && name.length <= NAME_LIMIT_CHARACTERS && !FORBIDDEN_IN_NAMES.test(name)) return;
  const rule = `1 to ${NAME_LIMIT_CHARACTERS} characters without white space, control or special ones`;
  throw new AwsError('InvalidName', `Invalid Name: '${name}' (must be ${rule})`);
};

const assertInput = (input: string) => {
  const bytes = Buffer.byteLength(input);
  if (bytes > DATA_LIMIT_BYTES) {
    throw new AwsError(
      'ValidationException',
      `The input has ${bytes} bytes, more than the maximum of ${DATA_LIMIT_BYTES}.`,
    );
  }
  try {
    parseJson(input);
  } catch (error) {
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: ${String(error)}`);
  }
};
