import { availableParallelism } from 'node:os';
import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import { Environment, type InvocationFault, type InvocationOutcome } from './environment.ts';
import { type FunctionDefinition, logGroupOf, ownNameOf } from './function-definition.ts';
import type { Invocation } from './runtime-messages.ts';

/** Once this many environments are in use, a function that has one gets no more: they would only wait for the cores. */
const MOST_IN_USE = Math.max(2, availableParallelism());

/** A first invocation that takes longer than this does so for other reasons than being the first. */
const WARM_UP_MS = 250;

const IDLE_LIMIT_MS = 5 * 60_000;

/** Where in CloudWatch Logs a line belongs. */
interface LogPlace {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** What a function needs from the local cloud, and what it reports back. */
export interface LambdaHooks {
  /** Read when an environment starts; becomes the function's AWS_ENDPOINT_URL. */
  readonly endpointUrl: () => string;
  /** Becomes the functions' temporary folder. As on Lambda, it survives a crash of a function. */
  readonly tempDir?: string | undefined;
  /** Where the compiled code of functions is kept for the next environment, which then starts in half the time. */
  readonly cacheDir?: string | undefined;
  /** Called with every line that a function writes to stdout or stderr, as it comes. */
  readonly onLog?: ((functionName: string, line: string, place: LogPlace) => void) | undefined;
  /** Called after every invocation. */
  readonly onInvocation?: ((invocation: EndedInvocation) => void) | undefined;
  /** Asked before each invocation for a fault to inject. */
  readonly nextFault?: ((functionName: string, event: string) => InvocationFault | undefined) | undefined;
}

export interface EndedInvocation {
  readonly functionName: string;
  readonly isError: boolean;
  readonly durationMs: number;
  /** How many invocations of the function were running when it began, including itself. */
  readonly concurrent: number;
}

/**
 * The execution environments of one function: started on demand, reused while warm, reaped when idle. An invocation takes
 * the first one that is free. Lambda starts one for each invocation that finds none free. Here only one warms up at a
 * time: a few short invocations that come together are done before each could have a process of its own.
 */
export class FunctionPool {
  readonly definition: FunctionDefinition;
  readonly #start: () => Environment;
  readonly #nextFault: (event: string) => InvocationFault | undefined;
  readonly #onInvocation: LambdaHooks['onInvocation'];
  readonly #inUseOfAll: () => number;
  readonly #live = new Set<Environment>();
  /** Environments that wait for an invocation, the most recently used last, each with the timer that ends it. */
  readonly #idle = new Map<Environment, NodeJS.Timeout>();
  readonly #waiting: PromiseWithResolvers<Environment>[] = [];
  #warmingUp: Environment | undefined;
  #running = 0;
  #closed = false;

  /** @param inUseOfAll the sum of {@link inUse} of all functions */
  constructor(definition: FunctionDefinition, hooks: LambdaHooks, inUseOfAll: () => number) {
    const { endpointUrl, tempDir, cacheDir, onLog, nextFault, onInvocation } = hooks;
    const name = ownNameOf(definition);
    this.definition = definition;
    this.#start = () =>
      new Environment(definition, { endpointUrl: endpointUrl(), tempDir, cacheDir }, (line, logStreamName) =>
        onLog?.(name, line, { logGroupName: logGroupOf(definition), logStreamName }),
      );
    this.#nextFault = (event) => nextFault?.(name, event);
    this.#onInvocation = onInvocation;
    this.#inUseOfAll = inUseOfAll;
  }

  /** How many environments run an invocation or are starting. */
  get inUse(): number {
    return this.#live.size - this.#idle.size;
  }

  async invoke(invocation: Invocation): Promise<InvocationOutcome> {
    const environment = await this.#acquire();
    try {
      this.#running += 1;
      const concurrent = this.#running;
      const outcome = await environment.invoke(invocation, this.#nextFault(invocation.event));
      this.#onInvocation?.({
        ...{ functionName: this.definition.name, durationMs: outcome.durationMs, concurrent },
        isError: outcome.functionError !== undefined,
      });
      return outcome;
    } finally {
      this.#running -= 1;
      this.#release(environment);
    }
  }

  /** Kills every environment and rejects invocations that still wait for one. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiter of this.#waiting.splice(0)) waiter.reject(this.#closedError());
    for (const environment of this.#live) {
      this.#dropIdle(environment);
      environment.kill();
    }
    await Promise.all([...this.#live].map((environment) => environment.exited));
  }

  #closedError(): AwsError {
    const message = `The function ${this.definition.name} no longer runs: the local cloud is stopping.`;
    return new AwsError('ServiceException', message, 500);
  }

  #acquire(): Promise<Environment> {
    if (this.#closed) return Promise.reject(this.#closedError());
    const waiter = Promise.withResolvers<Environment>();
    this.#waiting.push(waiter);
    this.#serveWaiting();
    return waiter.promise;
  }

  #release(environment: Environment) {
    // Once an environment that has ended is gone, the next invocation is served.
    if (!environment.alive || this.#closed) return;
    const reaper = setTimeout(() => {
      this.#dropIdle(environment);
      environment.kill();
    }, IDLE_LIMIT_MS).unref();
    this.#idle.set(environment, reaper);
    this.#isWarm(environment);
  }

  #serveWaiting() {
    while (this.#waiting.length > 0) {
      // The most recently used one, so that the others can grow old and be reaped.
      const environment = [...this.#idle.keys()].at(-1);
      if (environment === undefined) return this.#startAnother();
      this.#dropIdle(environment);
      this.#waiting.shift()?.resolve(environment);
    }
  }

  #startAnother() {
    if (this.#warmingUp !== undefined) return;
    if (this.#live.size > 0 && this.#inUseOfAll() >= MOST_IN_USE) return;
    const environment = this.#start();
    this.#warmingUp = environment;
    this.#live.add(environment);
    environment.initialized.then(() => {
      // One that could not start is handed out too: its answer says why.
      const waiter = this.#waiting.shift();
      if (waiter === undefined) return this.#release(environment);
      waiter.resolve(environment);
      setTimeout(() => this.#isWarm(environment), WARM_UP_MS).unref();
    });
    environment.exited.then(() => {
      this.#live.delete(environment);
      this.#dropIdle(environment);
      this.#isWarm(environment);
    });
  }

  #isWarm(environment: Environment) {
    if (this.#warmingUp === environment) this.#warmingUp = undefined;
    if (!this.#closed) this.#serveWaiting();
  }

  #dropIdle(environment: Environment) {
    clearTimeout(this.#idle.get(environment));
    this.#idle.delete(environment);
  }
}
