import { Agent } from 'node:http';
import { InvokeCommand, LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { laterConfiguration } from '../../values/account.ts';
import { isObject, parsedObject } from '../../values/json.ts';
import { type Json, parseJson, StatesError, toStateData } from './state-data.ts';

/** The only Resource that a Task state may name. */
export const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';

/** One call that a Task state makes: the result is what the state's ResultSelector sees. */
interface LambdaCall {
  readonly functionName: string;
  readonly payload: unknown;
}

/** @throws {StatesError} States.Runtime if the FunctionName is not text. */
export const callOf = (effectiveInput: unknown): LambdaCall => {
  const { FunctionName, Payload = {} } = isObject(effectiveInput) ? effectiveInput : {};
  if (typeof FunctionName === 'string') return { functionName: FunctionName, payload: Payload };
  throw new StatesError('States.Runtime', `FunctionName is ${JSON.stringify(FunctionName)}, not a text.`, {
    isTerminal: true,
  });
};

/** More than the Map states of all executions call at once. A call may take as long as its function does. */
const MAX_SOCKETS = 1000;

/** What runs the calls of an execution's tasks. */
export type LambdaCalls = Pick<LambdaCaller, 'call'>;

/** Calls functions through the endpoint's Lambda API. Like Step Functions, it does not retry. */
export class LambdaCaller {
  readonly #client: LambdaClient;

  constructor(endpointUrl: () => string) {
    this.#client = new LambdaClient({
      ...laterConfiguration(endpointUrl),
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler({
        httpAgent: new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
      }),
    });
  }

  /**
   * Returns the response object of `lambda:invoke`, with the function's result as its Payload.
   * @throws {StatesError} the function's error with its JSON as cause, or a `Lambda.*` error of the service.
   */
  async call({ functionName, payload }: LambdaCall, abortSignal: AbortSignal): Promise<Json> {
    const Payload = toStateData(payload, `The payload for ${functionName}`);
    const response = await this.#client
      .send(new InvokeCommand({ FunctionName: functionName, Payload }), { abortSignal })
      .catch((error: unknown) => {
        throw serviceError(error);
      });
    const text = Buffer.from(response.Payload ?? []).toString();
    if (response.FunctionError) throw functionError(text);
    const result = parseJson(text);
    toStateData(result, `The result of ${functionName}`);
    const { ExecutedVersion = '', StatusCode = 200 } = response;
    return { ExecutedVersion, Payload: result, StatusCode };
  }

  close(): void {
    this.#client.destroy();
  }
}

const functionError = (payload: string): StatesError => {
  const errorType = parsedObject(payload)?.errorType;
  return new StatesError(typeof errorType === 'string' ? errorType : 'Lambda.Unknown', payload);
};

/**
 * Error names: https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html and bp-lambda-serviceexception
 */
const serviceError = (error: unknown): StatesError => {
  if (!(error instanceof LambdaServiceException)) {
    return new StatesError('Lambda.SdkClientException', String(error));
  }
  const isServerFault = error.$fault === 'server' || (error.$metadata.httpStatusCode ?? 0) >= 500;
  return new StatesError(`Lambda.${isServerFault ? 'ServiceException' : error.name}`, error.message);
};
