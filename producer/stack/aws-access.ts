import { NodeHttpHandler } from '@smithy/node-http-handler';

/** Which AWS to talk to: an endpoint that speaks its protocols, or AWS itself when there is none. */
export interface AwsTarget {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** A section of the shared AWS configuration files. */
  readonly profile?: string | undefined;
}

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The local cloud takes any credentials; asking a user for some, or sending real ones to it, would help nobody. */
const LOCAL_DEFAULTS = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

const isLocal = (endpoint: string | undefined): boolean =>
  endpoint !== undefined && LOOPBACK_HOSTS.has(new URL(endpoint).hostname);

/**
 * What every SDK client here is made with. Region and credentials come from the SDK's own chain, from `profile` in it if
 * one is named; a local endpoint without a profile needs neither.
 */
export const clientConfiguration = ({ endpoint, region, profile }: AwsTarget) => ({
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(isLocal(endpoint) && profile === undefined ? LOCAL_DEFAULTS : {}),
  ...(region === undefined ? {} : { region }),
  ...(profile === undefined ? {} : { profile }),
  // HTTP/1.1 for every service: the Kinesis client's default, HTTP/2, is not spoken in clear text by most emulators.
  requestHandler: new NodeHttpHandler({
    connectionTimeout: 5_000,
    requestTimeout: 60_000,
    throwOnRequestTimeout: true,
  }),
});

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);
const TRANSIENT_NAMES = new Set([
  'InternalFailure',
  'KMSThrottlingException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestTimeout',
  'ThrottlingException',
  'TimeoutError',
]);

/** Whether `error` comes from the way to the service rather than from the service. */
export const isNetworkError = (error: unknown): boolean =>
  Error.isError(error) && 'code' in error && NETWORK_CODES.has(String(error.code));

const statusOf = (error: Error): number => {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const hasStatus = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return hasStatus ? Number(metadata.httpStatusCode) : 0;
};

/** Whether the same request may succeed a little later: throttling, a timeout, a server error, a lost connection. */
export const isTransient = (error: unknown): boolean =>
  isNetworkError(error) ||
  (Error.isError(error) && (TRANSIENT_NAMES.has(error.name) || statusOf(error) >= 500));
