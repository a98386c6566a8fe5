/**
 * The program of one execution environment: loads the handler that `_HANDLER` names, then answers one
 * invocation at a time over the IPC channel. Started by environment.ts with `fork`, never imported.
 */
import { existsSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ErrorDocument, InvocationMessage, RuntimeReport } from './runtime-messages.ts';

delete process.env.NODE_COMPILE_CACHE;

type Handler = (event: unknown, context: object) => unknown;

class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

const report = (message: RuntimeReport): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });

const errorDocument = (error: unknown): ErrorDocument =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

/** Exit codes as in Lambda's own Node runtime interface client. */
const EXIT_CODES = { initFailed: 1, unhandledRejection: 128, uncaughtException: 129 };

const die = async (error: unknown, exitCode: number) => {
  await report({ type: 'fatal', error: errorDocument(error) });
  process.exit(exitCode);
};

// Nothing may outlive the host. However the host ends, that closes the channel.
process.on('disconnect', () => process.exit());
// Ctrl-C and a closed terminal reach the whole process group, but only the host ends environments.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, () => {});
process.on('uncaughtException', (error) => die(error, EXIT_CODES.uncaughtException));
process.on('unhandledRejection', (reason) =>
  die(new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason)), EXIT_CODES.unhandledRejection),
);

const moduleFile = (file: string): string => {
  const base = path.resolve(process.env.LAMBDA_TASK_ROOT ?? '.', file);
  const found = ['.js', '.mjs', '.cjs'].map((extension) => base + extension).find((name) => existsSync(name));
  if (!found) throw new RuntimeError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  return found;
};

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

const loadHandler = async (specification: string): Promise<Handler> => {
  const dot = specification.indexOf('.', specification.lastIndexOf('/') + 1);
  const [file, exportName] = [specification.slice(0, dot), specification.slice(dot + 1)];
  const exports: Record<string, unknown> = await import(pathToFileURL(moduleFile(file)).href);
  const handler = exports[exportName];
  if (!isHandler(handler)) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${specification} is undefined or not exported`);
  }
  if (handler.length > 2) {
    throw new RuntimeError(
      'Runtime.CallbackHandlerDeprecated',
      `${specification} takes a callback, which Node.js 24 on Lambda no longer supports; make it async.`,
    );
  }
  return handler;
};

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
const contextObject = ({ requestId, functionArn, deadlineEpochMs }: InvocationMessage) => ({
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: true,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  invokedFunctionArn: functionArn,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  getRemainingTimeInMillis: () => Math.max(0, deadlineEpochMs - Date.now()),
});

const toJson = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (error) {
    throw new RuntimeError('Runtime.MarshalError', `Unable to stringify response body: ${String(error)}`);
  }
};

const invoke = async (handler: Handler, invocation: InvocationMessage): Promise<RuntimeReport> => {
  try {
    const result = await handler(JSON.parse(invocation.event), contextObject(invocation));
    return { type: 'result', payload: toJson(result) };
  } catch (error) {
    return { type: 'error', error: errorDocument(error) };
  }
};

try {
  const handler = await loadHandler(process.env._HANDLER ?? '');
  process.on('message', (invocation: InvocationMessage) => invoke(handler, invocation).then(report));
  await report({ type: 'ready' });
  // Now, because most environments are killed, and a killed process saves nothing.
  module.flushCompileCache();
} catch (error) {
  await die(error, EXIT_CODES.initFailed);
}
