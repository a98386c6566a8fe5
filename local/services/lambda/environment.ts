import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { environmentVariables, type FunctionDefinition } from './function-definition.ts';
import type { ErrorDocument, Invocation, InvocationMessage, RuntimeReport } from './runtime-messages.ts';

const RUNTIME_FILE = fileURLToPath(new URL('runtime.ts', import.meta.url));

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib */
const INIT_LIMIT_SECONDS = 10;

/** What Invoke returns under X-Amz-Log-Type: Tail: the last 4 KB of the invocation's log. */
const LOG_TAIL_BYTES = 4096;

/** The answer of an invocation: JSON text, an error document if `functionError` is set. */
export interface InvocationOutcome {
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly logTail: string;
  /** How long the handler ran; the function's whole timeout if it timed out. */
  readonly durationMs: number;
}

/** Ends an invocation and its environment by force. */
export interface InvocationFault {
  /** As Lambda reports it: a timeout, or the signal that ended the process. */
  readonly end: 'timeout' | NodeJS.Signals;
  /** How long after the handler was called; left out, or if the answer comes first, it ends instead of answering. */
  readonly afterMs?: number;
}

/** Where an environment runs; the hooks of the Lambda host say what each is for. */
interface EnvironmentPlace {
  readonly endpointUrl: string;
  readonly tempDir?: string | undefined;
  readonly cacheDir?: string | undefined;
}

/** Receives a line that the function wrote. Every environment has its own log stream. */
type OnLogLine = (line: string, logStreamName: string) => void;

type Report =
  | RuntimeReport
  | { readonly type: 'timeout' }
  | { readonly type: 'exit'; readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** One execution environment: a process of its own with one function loaded, one invocation at a time. */
export class Environment {
  /** Resolves when the handler is loaded, or when loading failed or took too long; {@link invoke} then says so. */
  readonly initialized: Promise<void>;
  /** Resolves when the process has exited and all its output is logged. */
  readonly exited: Promise<void>;
  readonly #definition: FunctionDefinition;
  readonly #child: ChildProcess;
  readonly #initReport: Promise<Report>;
  readonly #onLog: OnLogLine;
  readonly #logStreamName = newLogStreamName();
  #onReport: (report: Report) => void = () => {};
  #ended = false;
  #logLines: string[] = [];

  constructor(definition: FunctionDefinition, place: EnvironmentPlace, onLog: OnLogLine) {
    this.#definition = definition;
    this.#child = startRuntime(definition, this.#logStreamName, place);
    this.#onLog = onLog;
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      readLines(stream, (line) => this.#log(line));
    }
    this.#child.on('message', (message: RuntimeReport) => this.#onReport(message));
    this.exited = new Promise((resolve) => {
      const exit = (code: number | null, signal: NodeJS.Signals | null) => {
        this.#ended = true;
        this.#onReport({ type: 'exit', code, signal });
      };
      this.#child.once('exit', exit);
      this.#child.once('close', () => resolve());
      this.#child.once('error', (error) => {
        this.#log(`the process of ${definition.name} could not start: ${error.message}`);
        exit(null, null);
        resolve();
      });
    });
    this.#initReport = before(this.#nextReport(), INIT_LIMIT_SECONDS + definition.timeoutSeconds);
    this.initialized = this.#initReport.then(() => {});
  }

  /**
   * Runs the handler once; timeouts, crashes and thrown errors are outcomes, not rejections. A `fault` ends the
   * environment while it does.
   */
  async invoke({ requestId, event }: Invocation, fault?: InvocationFault): Promise<InvocationOutcome> {
    const { timeoutSeconds, arn } = this.#definition;
    this.#logLines = [];
    let report = await this.#initReport;
    const startedMs = performance.now();
    if (report.type === 'ready') {
      const answer = before(this.#nextReport(), timeoutSeconds);
      const deadlineEpochMs = Date.now() + timeoutSeconds * 1000;
      const message: InvocationMessage = { requestId, event, functionArn: arn, deadlineEpochMs };
      // A failed send means that the process is ending: 'exit' then answers.
      this.#child.send(message, () => {});
      report = await (fault === undefined ? answer : forcedEnd(fault, answer));
    }
    if (report.type !== 'result' && report.type !== 'error') this.kill();
    const durationMs = report.type === 'timeout' ? timeoutSeconds * 1000 : performance.now() - startedMs;
    // The log pipes and the channel are separate descriptors: this turn reads what the pipes already hold.
    await nextTurn();
    if (report.type === 'result') return { payload: report.payload, durationMs, logTail: this.#logTail() };
    const payload = JSON.stringify(failureDocument(report, requestId, timeoutSeconds));
    this.#log(`${requestId}\tERROR\tInvoke Error\t${payload}`);
    return { payload, functionError: 'Unhandled', durationMs, logTail: this.#logTail() };
  }

  /** False once the process has exited or is being killed. */
  get alive(): boolean {
    return !this.#ended;
  }

  kill(): void {
    this.#ended = true;
    this.#child.kill('SIGKILL');
  }

  #log(line: string) {
    // The tail has at most as many lines as it has bytes.
    if (this.#logLines.push(line) > LOG_TAIL_BYTES) this.#logLines.shift();
    this.#onLog(line, this.#logStreamName);
  }

  #logTail(): string {
    return Buffer.from(this.#logLines.join('\n')).subarray(-LOG_TAIL_BYTES).toString();
  }

  #nextReport(): Promise<Report> {
    return new Promise((resolve) => {
      this.#onReport = resolve;
    });
  }
}

const newLogStreamName = (): string => {
  const date = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return `${date}/[$LATEST]${randomBytes(16).toString('hex')}`;
};

/**
 * Node's heap options for a function with this much memory, in MB: a twentieth for each half of the young generation,
 * and nine tenths for the old one. They follow Lambda's own start script, `/var/runtime/bootstrap`, of Node 14 and 18;
 * that of Node 24 could not be read.
 */
export const heapOptions = (memoryMb: number): string[] => {
  const youngMb = Math.floor(memoryMb / 10);
  return [`--max-semi-space-size=${Math.floor(youngMb / 2)}`, `--max-old-space-size=${memoryMb - youngMb}`];
};

const startRuntime = (
  definition: FunctionDefinition,
  logStreamName: string,
  { endpointUrl, tempDir, cacheDir }: EnvironmentPlace,
): ChildProcess =>
  fork(RUNTIME_FILE, [], {
    cwd: definition.codeDir,
    env: {
      ...environmentVariables(definition, logStreamName, endpointUrl, tempDir),
      // For the runtime only, which hides the variable from the function.
      ...(cacheDir !== undefined && { NODE_COMPILE_CACHE: path.join(cacheDir, 'compiled') }),
    },
    execArgv: heapOptions(definition.memoryMb),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

const readLines = (stream: Readable | null, onLine: (line: string) => void) => {
  if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
};

const before = async (report: Promise<Report>, seconds: number): Promise<Report> => {
  const timeout = Promise.withResolvers<Report>();
  const timer = setTimeout(() => timeout.resolve({ type: 'timeout' }), seconds * 1000);
  try {
    return await Promise.race([report, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
};

const forcedEnd = async ({ end, afterMs }: InvocationFault, answer: Promise<Report>): Promise<Report> => {
  await (afterMs === undefined ? answer : Promise.race([answer, sleep(afterMs, undefined, { ref: false })]));
  return end === 'timeout' ? { type: 'timeout' } : { type: 'exit', code: null, signal: end };
};

/** The documents of https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
const failureDocument = (report: Report, requestId: string, timeoutSeconds: number): ErrorDocument => {
  switch (report.type) {
    case 'timeout': {
      const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
      return { errorType: 'Sandbox.Timedout', errorMessage };
    }
    case 'error':
    case 'fatal':
      return report.error;
    case 'exit': {
      const errorMessage = `RequestId: ${requestId} Error: Runtime exited ${exitReason(report)}`;
      return { errorType: 'Runtime.ExitError', errorMessage };
    }
    default:
      throw new Error(`a "${report.type}" report does not end an invocation`);
  }
};

const exitReason = ({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): string => {
  if (signal === 'SIGKILL') return 'with error: signal: killed';
  if (signal) return `with error: signal: ${signal === 'SIGABRT' ? 'aborted' : signal}`;
  return code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
};
