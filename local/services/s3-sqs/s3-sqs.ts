import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { buildApp } from 'fauxqs';
// Only startFauxqs persists, and it listens on all addresses, so this uses its parts.
import { PersistenceManager } from '../../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { isObject, parsedObject } from '../../values/json.ts';
import './fauxqs-message-characters.ts';
import { type Answer, type Listener, s3ErrorAnswer } from '../../endpoint/answer.ts';
import { reportFailure } from '../../values/storage-failure.ts';
import { type QueueTraffic, queuesOf, reportTraffic } from './queues.ts';
import { type EmulatorRequest, withS3Rules } from './s3-rules.ts';
import { withSqsRules } from './sqs-rules.ts';

/**
 * S3 and SQS by fauxqs, in this process. With `dataDir` everything acknowledged is on disk there and is back
 * at the next start; without it everything is in memory.
 */
export const openS3AndSqs = async ({
  dataDir,
  onMessages = () => {},
}: {
  dataDir?: string;
  /** Called for the messages that clients send, receive or delete. */
  onMessages?: (traffic: QueueTraffic) => void;
}) => {
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = dataDir === undefined ? undefined : persistIn(dataDir, stores);
  const app = buildApp({ logger: false, stores });
  app.setErrorHandler((error, _, reply) => {
    if (error instanceof URIError) {
      // CopyObject has its source path in a header.
      const { statusCode, headers, body } = s3ErrorAnswer(400, 'InvalidArgument', error.message);
      return reply.status(statusCode).headers(headers).send(body);
    }
    const { statusCode = 500 } = isObject(error) ? error : {};
    if (statusCode === 500) reportFailure('a request to S3 or SQS', error);
    return reply.send(error);
  });
  await app.ready();

  const forward = async ({ method, url, headers, body }: EmulatorRequest): Promise<Answer> => {
    // fauxqs answers /health itself, unless there is a bucket of that name.
    const answer = await app.inject({
      ...{ method, headers, payload: body },
      url: url.replace(/^\/health(?=\?|$)/, '/health/'),
    });
    return {
      statusCode: answer.statusCode,
      headers: responseHeaders(answer.headers),
      body: answer.rawPayload,
    };
  };
  const forwardToS3 = withS3Rules((request) => forward(withContentType(request)));
  const sqs = withSqsRules(forward);
  const forwardToSqs = async (request: EmulatorRequest): Promise<Answer> =>
    localQueueUrls(request, await sqs(request));
  const listener: Listener = async (req, body) => {
    const isSqs = String(req.headers['x-amz-target']).startsWith('AmazonSQS.');
    const request = toRequest(req, body);
    const answer = await (isSqs ? forwardToSqs(request) : forwardToS3(request));
    if (isSqs) reportTraffic(request, answer, onMessages);
    return answer;
  };
  return {
    listener,
    queues: queuesOf(stores.sqsStore),
    close: async (): Promise<void> => {
      await app.close();
      persistence?.close();
    },
  };
};

interface Stores {
  readonly sqsStore: SqsStore;
  readonly snsStore: SnsStore;
  readonly s3Store: S3Store;
}

/**
 * Making a message visible early fails in fauxqs 2.4.1: it writes NULL into a NOT NULL column, answers 500 and loses
 * the message until it restarts. With this override a restart only forgets how often such a message was received.
 * Delete it when test/local/services/s3-sqs passes without it; no release note says which version that is.
 */
class Persistence extends PersistenceManager {
  override updateMessageReady(messageId: string): void {
    this.updateMessageInflight(messageId, '', 0, 1, undefined);
  }
}

// As in startFauxqs: load first, so that loading does not write back.
const persistIn = (dataDir: string, { sqsStore, snsStore, s3Store }: Stores): PersistenceManager => {
  const persistence = new Persistence(dataDir);
  persistence.load(sqsStore, snsStore, s3Store);
  for (const store of [sqsStore, snsStore, s3Store]) store.persistence = persistence;
  for (const queue of sqsStore.allQueues()) queue.persistence = persistence;
  return persistence;
};

// HTTP/2 has pseudo headers and no framing headers; the emulator gets the whole body at once either way.
const toRequest = (req: IncomingMessage, body: Buffer): EmulatorRequest => {
  const headers = Object.entries(req.headers)
    .filter(([name]) => !name.startsWith(':') && name !== 'transfer-encoding')
    .map(([name, value]) => [name, String(value)]);
  return {
    method: req.method ?? 'GET',
    url: req.url ?? '/',
    headers: { ...Object.fromEntries(headers), 'content-length': String(body.length) },
    body,
  };
};

/** The type that S3 gives to an object without one. fauxqs ignores a body without a type, and then fails. */
const DEFAULT_TYPE = 'binary/octet-stream';

const withContentType = (request: EmulatorRequest): EmulatorRequest => {
  if (request.method === 'GET' || request.method === 'HEAD') return request;
  const { 'content-type': type, ...headers } = request.headers;
  return { ...request, headers: { ...headers, 'content-type': type || DEFAULT_TYPE } };
};

const responseHeaders = (headers: OutgoingHttpHeaders): Record<string, string> => {
  const entries = Object.entries(headers).filter(
    ([name, value]) => value !== undefined && name !== 'connection' && name !== 'transfer-encoding',
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
};

const QUEUE_URL_OPERATIONS = ['AmazonSQS.CreateQueue', 'AmazonSQS.GetQueueUrl', 'AmazonSQS.ListQueues'];

/**
 * Makes the queue URLs in an answer name the host that the client asked: a stored URL names the port of an
 * earlier run, and an SDK client without an explicit endpoint sends its requests to the queue URL's host.
 */
const localQueueUrls = (request: EmulatorRequest, answer: Answer): Answer => {
  if (!QUEUE_URL_OPERATIONS.includes(request.headers['x-amz-target'] ?? '')) return answer;
  const output = parsedObject(answer.body) ?? {};
  const rewrite = (url: unknown) => `http://${request.headers.host}${new URL(String(url)).pathname}`;
  const { QueueUrl, QueueUrls } = output;
  const rewritten = {
    ...output,
    ...(QueueUrl !== undefined && { QueueUrl: rewrite(QueueUrl) }),
    ...(Array.isArray(QueueUrls) && { QueueUrls: QueueUrls.map(rewrite) }),
  };
  const body = Buffer.from(JSON.stringify(rewritten));
  return { ...answer, body, headers: { ...answer.headers, 'content-length': body.length } };
};
