import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { isNetworkError } from '../terminal/command-error.ts';
import { AnswerInTime } from './answer-in-time.ts';
import { fieldOf } from './json-field.ts';

/** Which AWS to talk to: an AWS-compatible endpoint, or AWS itself if there is none. */
export interface AwsTarget {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** A section of the shared AWS configuration files. */
  readonly profile?: string | undefined;
  /** What each client sends its requests with. @default an {@link AnswerInTime} of its own */
  readonly requestHandler?: NodeHttpHandler | undefined;
}

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The local cloud accepts any credentials. With these, nobody has to provide any, and real ones are not sent to it. */
const LOCAL_DEFAULTS = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

export const isLocal = (endpoint: string | undefined): boolean =>
  endpoint !== undefined && LOOPBACK_HOSTS.has(new URL(endpoint).hostname);

/** How long a request may take, as options of {@link NodeHttpHandler}. */
export const REQUEST_LIMITS = {
  connectionTimeout: 5_000,
  requestTimeout: 60_000,
  throwOnRequestTimeout: true,
};

/**
 * The configuration of every SDK client here. Region and credentials come from the SDK's own chain, or from `profile`
 * if given; a local endpoint without a profile needs neither.
 */
export const clientConfiguration = ({ endpoint, region, profile, requestHandler }: AwsTarget) => ({
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(isLocal(endpoint) && profile === undefined ? LOCAL_DEFAULTS : {}),
  ...(region === undefined ? {} : { region }),
  ...(profile === undefined ? {} : { profile }),
  // HTTP/1.1 for every service: the Kinesis client defaults to HTTP/2, which most emulators do not speak in clear text.
  requestHandler: requestHandler ?? new AnswerInTime(),
});

const TRANSIENT_NAMES = new Set([
  'InternalFailure',
  'KMSThrottlingException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestTimeout',
  'ThrottlingException',
  'TimeoutError',
]);

/** Whether the same request may succeed a little later: throttling, a timeout, a server error, a lost connection. */
export const isTransient = (error: unknown): boolean =>
  isNetworkError(error) ||
  (Error.isError(error) &&
    (TRANSIENT_NAMES.has(error.name) || Number(fieldOf(error, '$metadata', 'httpStatusCode') ?? 0) >= 500));
