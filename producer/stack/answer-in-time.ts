import { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CommandError } from '../terminal/command-error.ts';
import { tellAside } from '../terminal/print.ts';

/** How long a call may take, and after how long a person is told what is waited for. */
export interface Patience {
  readonly tellAfterMs: number;
  /** All tries of one call together, without the pauses between them. */
  readonly answerWithinMs: number;
}

const PATIENCE: Patience = { tellAfterMs: 3_000, answerWithinMs: 30_000 };

/** Every try of a call carries the same one. */
const CALL_ID = 'amz-sdk-invocation-id';

/** An answer that no AWS service gives, such as a proxy's web page. */
class NotAwsError extends CommandError {
  /** The SDK and `isTransient` go by these two. */
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

/** @throws {NotAwsError} for a web page, a redirection to another place, and an error without a word */
const checkIsAws = (url: string, { statusCode, headers }: HttpResponse): void => {
  const type = headers['content-type'] ?? '';
  if (/^text\/html/i.test(type)) throw new NotAwsError(url, statusCode, 'a web page');
  if (statusCode < 300) return;
  // S3 redirects to another region, with an XML text that says so.
  const isRedirection = statusCode < 400 && headers.location !== undefined && !/xml/i.test(type);
  if (isRedirection) throw new NotAwsError(url, statusCode, `a redirection to ${headers.location}`);
  if (headers['content-length'] === '0') throw new NotAwsError(url, statusCode, 'an empty answer');
};

/** Sends requests and waits for their answers, but says so after a while, and not for ever. */
export class AnswerInTime extends NodeHttpHandler {
  readonly #patience: Patience;
  readonly #waitedMs = new Map<string, number>();
  #isTold = false;

  constructor(patience = PATIENCE) {
    super({
      connectionTimeout: 5_000,
      requestTimeout: 2 * patience.answerWithinMs,
      throwOnRequestTimeout: true,
    });
    this.#patience = patience;
  }

  override async handle(
    request: HttpRequest,
    options?: Parameters<NodeHttpHandler['handle']>[1],
  ): Promise<{ response: HttpResponse }> {
    const url = urlOf(request);
    const callId = request.headers[CALL_ID] ?? '';
    const startedAt = performance.now();
    const waitedMs = this.#waitedMs.get(callId) ?? 0;
    const watch = this.#watch(url, this.#patience.answerWithinMs - waitedMs);
    try {
      const answer = super.handle(request, options);
      answer.catch(() => undefined); // Nobody waits for it after the deadline.
      const { response } = await Promise.race([answer, watch.tooLate]);
      checkIsAws(url, response);
      this.#watchBody(url, response);
      this.#waitedMs.delete(callId);
      return { response };
    } catch (error) {
      this.#waitedMs.set(callId, waitedMs + performance.now() - startedAt);
      throw error;
    } finally {
      watch.end();
    }
  }

  /** Tells of the waiting, and rejects `tooLate` when the time is over. */
  #watch(url: string, leftMs: number) {
    const late = Promise.withResolvers<never>();
    const notice = setTimeout(() => this.#tell(url), Math.min(leftMs, this.#patience.tellAfterMs));
    const deadline = setTimeout(() => late.reject(this.#givenUp(url)), leftMs);
    late.promise.catch(() => undefined);
    const end = (): void => {
      clearTimeout(notice);
      clearTimeout(deadline);
    };
    return { tooLate: late.promise, end };
  }

  /** An answer may stop in its middle: its body has as long again. */
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

  /** Once for all that wait at the same time. */
  #tell(url: string): void {
    if (!this.#isTold) tellAside(`waiting for ${url}\n`);
    this.#isTold = true;
  }

  #givenUp(url: string): CommandError {
    const seconds = this.#patience.answerWithinMs / 1_000;
    return new CommandError(`${url} did not answer within ${seconds} s: check that it is an AWS endpoint`);
  }
}
