import { type SeededRandom, seededRandom } from '../../../data/seeded-random.ts';
import { pick } from '../../pick.ts';
import { allOperations, type Operation } from './captured-requests.ts';
import { bytesOf, type HttpRequest, type Outcome, sendBytes } from './raw-client.ts';
import { sendRealRequests } from './real-requests.ts';
import { spoilRequest } from './spoil-request.ts';
import { namesOf } from './stack-names.ts';

/** What became of the malformed requests to a service. */
export interface RequestCounts {
  operations: number;
  tried: number;
  /** With a 4xx, a 501 from S3, or a closed connection after an incomplete request. */
  refused: number;
  accepted: number;
  /** With another 5xx, too late, or not at all. */
  crashed: number;
}

export interface RequestFuzzOptions {
  readonly url: string;
  readonly runs: number;
  readonly seed: number;
  /** The number of the first request; they are counted from 0. */
  readonly from?: number;
  /** Ends the run early, with the counts so far. */
  readonly stop?: AbortSignal;
  /** Called for each crash with one line that says how to repeat it. */
  readonly onCrash: (line: string) => void;
  readonly onProgress?: (done: number) => void;
}

const REAL_EVERY = 100;

/**
 * Sends malformed requests to every operation that the local cloud at `url` has. The n-th depends only on the seed and
 * n. After every hundred, ordinary requests must work.
 *
 * @throws {Error} if one of those fails
 */
export const fuzzRequests = async (options: RequestFuzzOptions): Promise<Map<string, RequestCounts>> => {
  const { url, runs, seed, from = 0, stop, onCrash, onProgress = () => {} } = options;
  const port = Number(new URL(url).port);
  const names = await namesOf(url);
  const operations = [
    ...(await routedOperations(url, port, allOperations(url, names))),
    ...adminOperations(new URL(url).host),
  ];
  const counts = new Map<string, RequestCounts>();
  for (const { service } of operations) countOf(counts, service).operations += 1;
  for (let number = from; number < from + runs && !stop?.aborted; number += 1) {
    const random = seededRandom(seed, number);
    const { operation, request } = await drawRequest(operations, random);
    const { bytes, isWhole } = spoilRequest(request, random);
    const fate = fateOf(await sendBytes(port, bytes, isWhole), isWhole);
    const count = countOf(counts, operation.service);
    count.tried += 1;
    count[fate.kind] += 1;
    if (fate.kind === 'crashed') onCrash(`${number} ${operation.service} ${operation.name}: ${fate.why}`);
    if ((number + 1) % REAL_EVERY === 0) await sendRealRequests(url, names, `mark-${number}`);
    onProgress(number + 1 - from);
  }
  await sendRealRequests(url, names, 'mark-last');
  return counts;
};

/** Draws every service equally often, however many operations it has. */
const drawRequest = async (
  operations: readonly Operation[],
  random: SeededRandom,
): Promise<{ operation: Operation; request: HttpRequest }> => {
  const services = [...new Set(operations.map(({ service }) => service))];
  for (;;) {
    const drawn = pick(random, services);
    const operation = pick(
      random,
      operations.filter(({ service }) => service === drawn),
    );
    const request = await operation.request(random);
    if (request !== undefined) return { operation, request };
  }
};

const countOf = (counts: Map<string, RequestCounts>, service: string): RequestCounts => {
  const count = counts.get(service) ?? { operations: 0, tried: 0, refused: 0, accepted: 0, crashed: 0 };
  counts.set(service, count);
  return count;
};

const NOT_IMPLEMENTED = 501;

const fateOf = (
  outcome: Outcome,
  isWhole: boolean,
): { kind: 'refused' | 'accepted' | 'crashed'; why: string } => {
  if (outcome.kind !== 'answered') {
    const isRightful = outcome.kind === 'closed' && !isWhole;
    return { kind: isRightful ? 'refused' : 'crashed', why: outcome.kind };
  }
  const { status, text } = outcome;
  if (status < 400) return { kind: 'accepted', why: '' };
  const isRefusal = status < 500 || status === NOT_IMPLEMENTED;
  return { kind: isRefusal ? 'refused' : 'crashed', why: JSON.stringify(text.slice(0, 600)) };
};

const UNKNOWN =
  /UnknownOperation|InvalidAction|Unknown action|NotImplemented|MethodNotAllowed|does not run the service/;

/** The operations that are not answered as unknown. */
const routedOperations = async (
  url: string,
  port: number,
  all: readonly Operation[],
): Promise<Operation[]> => {
  const routed: Operation[] = [];
  for (const operation of all) {
    if (UNTOUCHED.has(operation.name)) continue;
    const request = await operation.request(seededRandom(0));
    const outcome = request && (await sendBytes(port, bytesOf(request), true));
    if (outcome?.kind === 'answered' && !UNKNOWN.test(outcome.text)) routed.push(operation);
  }
  if (routed.length === 0) throw new Error(`nothing at ${url} knows any operation`);
  return routed;
};

/** These would break the ordinary requests. */
const UNTOUCHED = new Set(['SetQueueAttributes', 'PutBucketLifecycleConfiguration']);

/** The local cloud's own routes, which no SDK knows. */
const adminOperations = (host: string): Operation[] =>
  [
    { method: 'GET', path: '/_local/pipes', body: '' },
    { method: 'GET', path: '/_local/clock', body: '' },
    { method: 'POST', path: '/_local/clock', body: '{"advanceSeconds":0}' },
  ].map(({ method, path, body }) => ({
    service: 'admin',
    name: `${method} ${path}`,
    request: async (): Promise<HttpRequest> => ({
      ...{ method, path, body: Buffer.from(body) },
      headers: [
        ['content-type', 'application/json'],
        ['host', host],
      ],
    }),
  }));
