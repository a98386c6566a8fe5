import { Readable } from 'node:stream';
import { HttpRequest, type HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CommandError } from '../terminal/command-error.ts';
import { tellAside } from '../terminal/print.ts';

/** How long a call may take, and when a person is told what it is waiting for. */
export interface Patience {
  readonly tellAfterMs: number;
  /**
   * For all attempts of a call together, without the pauses. It starts over with each piece of a long body that is
   * sent.
   */
  readonly answerWithinMs: number;
}

const PATIENCE: Patience = { tellAfterMs: 3_000, answerWithinMs: 30_000 };

/** A longer body is sent in pieces of this size, which show that it makes progress. */
const PIECE_BYTES = 64 * 1024;

/** Every attempt of a call carries the same id. */
const CALL_ID = 'amz-sdk-invocation-id';

/** An answer that no AWS service gives, such as a proxy's web page. */
class NotAwsError extends CommandError {
  /** The SDK and `isTransient` check these two. */
  readonly $metadata: { readonly httpStatusCode: number };
  readonly $retryable: { readonly throttling: boolean } | undefined;

  constructor(url: string, status: number, what: string) {
    super(
      `${url} answered ${status} with ${what}, which is not how AWS answers: check --endpoint, and any proxy`,
    );
    this.$metadata = { httpStatusCode: status };
    this.$retryable = status >= 500 ? { throttling: false } : undefined;
  }
}

const urlOf = ({ protocol, hostname, port }: HttpRequest): string =>
  `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;

/** @throws {NotAwsError} for a web page, a redirection to another place, and an error without a body */
const checkIsAws = (url: string, { statusCode, headers }: HttpResponse): void => {
  const type = headers['content-type'] ?? '';
  if (/^text\/html/i.test(type)) throw new NotAwsError(url, statusCode, 'a web page');
  if (statusCode < 300) return;
  // S3 redirects to another region with an XML body that says so.
  const isRedirection = statusCode < 400 && headers.location !== undefined && !/xml/i.test(type);
  if (isRedirection) throw new NotAwsError(url, statusCode, `a redirection to ${headers.location}`);
  if (headers['content-length'] === '0') throw new NotAwsError(url, statusCode, 'an empty answer');
};

function* piecesOf(body: Buffer, onPiece: () => void): Generator<Buffer> {
  for (let at = 0; at < body.length; at += PIECE_BYTES) {
    onPiece();
    yield body.subarray(at, at + PIECE_BYTES);
  }
}

/**
 * A copy of the request whose body reports each piece that the connection takes. Another attempt needs the original.
 */
const inPieces = (request: HttpRequest, onPiece: () => void): HttpRequest => {
  const { body }: { body?: unknown } = request;
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return request;
  const bytes =
    typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (bytes.length <= PIECE_BYTES) return request;
  const sent = HttpRequest.clone(request);
  sent.body = Readable.from(piecesOf(bytes, onPiece), { objectMode: false, highWaterMark: PIECE_BYTES });
  return sent;
};

/** Sends requests and waits for their answers, but says so after a while and gives up in the end. */
export class AnswerInTime extends NodeHttpHandler {
  readonly #patience: Patience;
  readonly #waitedMs = new Map<string, number>();
  #isTold = false;

  constructor(patience = PATIENCE) {
    super({ connectionTimeout: 5_000 });
    this.#patience = patience;
  }

  override async handle(
    request: HttpRequest,
    options?: Parameters<NodeHttpHandler['handle']>[1],
  ): Promise<{ response: HttpResponse }> {
    const url = urlOf(request);
    const callId = request.headers[CALL_ID] ?? '';
    const waitedMs = this.#waitedMs.get(callId) ?? 0;
    const watch = this.#watch(url, this.#patience.answerWithinMs - waitedMs);
    const signals = [
      watch.givenUp,
      ...(options?.abortSignal instanceof AbortSignal ? [options.abortSignal] : []),
    ];
    try {
      const sent = inPieces(request, watch.getsOn);
      const answer = super.handle(sent, { ...options, abortSignal: AbortSignal.any(signals) });
      answer.catch(() => undefined); // Nobody waits for it after the deadline.
      const { response } = await Promise.race([answer, watch.tooLate]);
      checkIsAws(url, response);
      this.#watchBody(url, response);
      this.#waitedMs.delete(callId);
      return { response };
    } catch (error) {
      this.#waitedMs.set(callId, waitedMs + watch.idleMs());
      throw error;
    } finally {
      watch.end();
    }
  }

  /** Says after a while that it is waiting; when the time is up, rejects `tooLate` and aborts `givenUp`. */
  #watch(url: string, leftMs: number) {
    const late = Promise.withResolvers<never>();
    late.promise.catch(() => undefined);
    const request = new AbortController();
    const giveUp = (): void => {
      late.reject(this.#givenUp(url));
      request.abort();
    };
    const startedAt = performance.now();
    let gotOnAt = startedAt;
    const notice = setTimeout(() => this.#tell(url), Math.min(leftMs, this.#patience.tellAfterMs));
    let deadline = setTimeout(giveUp, leftMs);
    return {
      tooLate: late.promise,
      givenUp: request.signal,
      /**
       * A piece was sent. What the system still buffers may take at most as long again as everything has taken so far.
       */
      getsOn: (): void => {
        gotOnAt = performance.now();
        clearTimeout(deadline);
        deadline = setTimeout(giveUp, leftMs + gotOnAt - startedAt);
      },
      idleMs: (): number => performance.now() - gotOnAt,
      end: (): void => {
        clearTimeout(notice);
        clearTimeout(deadline);
      },
    };
  }

  /** An answer may stop halfway: its body gets the same time again. */
  #watchBody(url: string, { body }: HttpResponse): void {
    if (!(body instanceof Readable)) return;
    const notice = setTimeout(() => this.#tell(url), this.#patience.tellAfterMs);
    const deadline = setTimeout(() => body.destroy(this.#givenUp(url)), this.#patience.answerWithinMs);
    const end = (): void => {
      clearTimeout(notice);
      clearTimeout(deadline);
    };
    body.once('end', end).once('close', end).once('error', end);
  }

  /** Says it once, however many requests wait. */
  #tell(url: string): void {
    if (!this.#isTold) tellAside(`waiting for ${url}\n`);
    this.#isTold = true;
  }

  #givenUp(url: string): CommandError {
    const seconds = this.#patience.answerWithinMs / 1_000;
    return new CommandError(`${url} did not answer within ${seconds} s: check that it is an AWS endpoint`);
  }
}
