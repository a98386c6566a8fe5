import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { REQUEST_LIMITS } from '../../../producer/stack/aws-access.ts';
import type { Pace } from './pace.ts';

type Handle = NodeHttpHandler['handle'];
type Request = Parameters<Handle>[0];
type Response = Awaited<ReturnType<Handle>>['response'];

/** Throttling errors that SDKs retry: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|LimitExceededException|SlowDown/;

/** The operation in `X-Amz-Target: AWSStepFunctions.ListExecutions`, in `Action=DescribeStacks&…` or at the end of the path. */
const operationOf = ({ headers, body, path, method }: Request): string => {
  const target = headers['x-amz-target']?.split('.').at(-1);
  const action = typeof body === 'string' ? new URLSearchParams(body).get('Action') : undefined;
  return target ?? action ?? /\/operation\/(\w+)/.exec(path)?.[1] ?? method;
};

/** Such as `states ListExecutions`. */
const apiOf = (request: Request): string => `${request.hostname.split('.')[0]} ${operationOf(request)}`;

/** Whether AWS throttled the request. A body can be read only once, so it is put back. */
const isThrottled = async (response: Response): Promise<boolean> => {
  const { statusCode, headers, body } = response;
  if (statusCode < 400) return false;
  if (statusCode === 429) return true;
  if (THROTTLED.test(headers['x-amzn-errortype'] ?? '')) return true;
  if (!(body instanceof Readable)) return false;
  const bytes = await buffer(body);
  response.body = Readable.from([bytes]);
  return THROTTLED.test(bytes.toString('utf8').slice(0, 2_000));
};

/** Sends the requests of all its clients at the pace that AWS allows. */
export class PacedHandler extends NodeHttpHandler {
  readonly #pace: Pace;

  constructor(pace: Pace) {
    super(REQUEST_LIMITS);
    this.#pace = pace;
  }

  override async handle(request: Request, options?: Parameters<Handle>[1]): ReturnType<Handle> {
    const api = apiOf(request);
    await this.#pace.turn(api);
    const answered = await super.handle(request, options);
    if (await isThrottled(answered.response)) this.#pace.slowDown(api);
    else this.#pace.recover(api);
    return answered;
  }

  /** Destroying one client keeps the connections open for the others. */
  override destroy(): void {}

  close(): void {
    super.destroy();
  }
}
