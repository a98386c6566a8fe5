import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Answer, jsonAnswer, type Listener } from '../../endpoint/answer.ts';
import { AwsError, awsErrorOf } from '../../endpoint/aws-json-protocol.ts';
import type { InvocationOutcome } from './environment.ts';
import { FUNCTION_VERSION, type FunctionDefinition, logGroupOf } from './function-definition.ts';
import type { FunctionPool } from './function-pool.ts';

const JSON_TYPE = 'application/json';
const FUNCTIONS_PATH = '/2015-03-31/functions';

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

/**
 * The part of Lambda's REST API that works here: Invoke, ListFunctions and GetFunctionConfiguration
 * (https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html).
 */
export const lambdaApi = (pools: ReadonlyMap<string, FunctionPool>): Listener => {
  const answer = async (req: IncomingMessage, body: Buffer, requestId: string): Promise<Answer> => {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost');
    if (!pathname.startsWith(FUNCTIONS_PATH)) throw unknownOperation(req.method, pathname);
    const [nameOrArn, resource] = pathname
      .slice(FUNCTIONS_PATH.length + 1)
      .split('/')
      .map(decodeURIComponent);
    if (req.method === 'GET' && !nameOrArn) {
      return json({ Functions: [...pools.values()].map(({ definition }) => configuration(definition)) });
    }
    const pool = findPool(pools, nameOrArn ?? '', searchParams.get('Qualifier'));
    if (req.method === 'POST' && resource === 'invocations') return invoke(pool, req, body, requestId);
    if (req.method === 'GET' && resource === 'configuration') return json(configuration(pool.definition));
    throw unknownOperation(req.method, pathname);
  };
  return async (req, body) => {
    const requestId = randomUUID();
    const result = await answer(req, body, requestId).catch(errorAnswer);
    return { ...result, headers: { 'x-amzn-RequestId': requestId, ...result.headers } };
  };
};

const unknownOperation = (method: string | undefined, pathname: string): AwsError =>
  new AwsError('UnknownOperationException', `The local Lambda has no ${method} ${pathname}.`, 404);

/** Accepts a name, a partial ARN or an ARN, each with an optional `:$LATEST`. */
const findPool = (
  pools: ReadonlyMap<string, FunctionPool>,
  nameOrArn: string,
  qualifierParameter: string | null,
): FunctionPool => {
  const [, name = '', suffix] = /^(?:.*:function:)?([^:]+)(?::(.+))?$/.exec(nameOrArn) ?? [];
  const qualifier = qualifierParameter ?? suffix ?? FUNCTION_VERSION;
  const pool = pools.get(name);
  if (!pool || qualifier !== FUNCTION_VERSION) {
    throw new AwsError('ResourceNotFoundException', `Function not found: ${nameOrArn}`, 404);
  }
  return pool;
};

const invoke = async (
  pool: FunctionPool,
  req: IncomingMessage,
  body: Buffer,
  requestId: string,
): Promise<Answer> => {
  const type = req.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse') {
    const message = `The local Lambda has no InvocationType ${String(type)}; use RequestResponse.`;
    throw new AwsError('InvalidParameterValueException', message);
  }
  const event = parseEvent(body.toString('utf8'));
  const outcome = limitResponse(await pool.invoke({ requestId, event }));
  const withTail = req.headers['x-amz-log-type'] === 'Tail';
  return {
    statusCode: 200,
    headers: {
      'content-type': JSON_TYPE,
      'X-Amz-Executed-Version': FUNCTION_VERSION,
      ...(outcome.functionError && { 'X-Amz-Function-Error': outcome.functionError }),
      ...(withTail && { 'X-Amz-Log-Result': Buffer.from(outcome.logTail).toString('base64') }),
    },
    body: Buffer.from(outcome.payload),
  };
};

/** Without a payload, Lambda passes `{}` to the handler. */
const parseEvent = (body: string): string => {
  const bytes = Buffer.byteLength(body);
  if (bytes > PAYLOAD_LIMIT_BYTES) {
    const message = `Request of ${bytes} bytes must be smaller than ${PAYLOAD_LIMIT_BYTES} bytes for the InvokeFunction operation`;
    throw new AwsError('RequestTooLargeException', message, 413);
  }
  if (body === '') return '{}';
  try {
    JSON.parse(body);
  } catch (error) {
    const message = `Could not parse request body into json: ${String(error)}`;
    throw new AwsError('InvalidRequestContentException', message);
  }
  return body;
};

const limitResponse = (outcome: InvocationOutcome): InvocationOutcome => {
  if (Buffer.byteLength(outcome.payload) <= PAYLOAD_LIMIT_BYTES) return outcome;
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT_BYTES} bytes).`;
  const payload = JSON.stringify({ errorType: 'Function.ResponseSizeTooLarge', errorMessage });
  return { ...outcome, payload, functionError: 'Unhandled' };
};

const configuration = (definition: FunctionDefinition) => ({
  FunctionName: definition.name,
  FunctionArn: definition.arn,
  Runtime: 'nodejs24.x',
  Handler: definition.handler,
  Timeout: definition.timeoutSeconds,
  MemorySize: definition.memoryMb,
  Environment: { Variables: definition.environment },
  Version: FUNCTION_VERSION,
  PackageType: 'Zip',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  LoggingConfig: { LogFormat: 'Text', LogGroup: logGroupOf(definition) },
});

const json = (body: object): Answer => jsonAnswer(200, JSON_TYPE, body);

/** REST-JSON errors: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
const errorAnswer = (error: unknown): Answer => {
  const { code, message, statusCode } = awsErrorOf('a Lambda request', error, 'ServiceException');
  const body = { Type: statusCode < 500 ? 'User' : 'Server', Message: message };
  return jsonAnswer(statusCode, JSON_TYPE, body, { 'x-amzn-ErrorType': code });
};
