import { type IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import type { Answer } from '../endpoint/answer.ts';
import { handOn } from '../endpoint/whole-request.ts';

/** Runs a listener and returns its answer without sending it to the client. */
export const collectAnswer = (listener: RequestListener, req: IncomingMessage): Promise<Answer> =>
  new Promise((resolve) => {
    listener(req, new WithheldResponse(req, resolve));
  });

/** A listener that replaces the body of each request. */
export const withOtherBody =
  (listener: RequestListener, body: Buffer): RequestListener =>
  (req, res) =>
    handOn(listener, req, body, res);

/** A response without a connection. The listeners here answer with at most one `writeHead` and one `end`. */
class WithheldResponse extends ServerResponse {
  readonly #onAnswer: (answer: Answer) => void;

  constructor(req: IncomingMessage, onAnswer: (answer: Answer) => void) {
    super(req);
    this.#onAnswer = onAnswer;
  }

  override writeHead(statusCode: number, headers?: unknown): this {
    this.statusCode = statusCode;
    if (typeof headers === 'object' && headers !== null) {
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    }
    return this;
  }

  override end(chunk?: unknown): this {
    const isBytes = typeof chunk === 'string' || chunk instanceof Uint8Array;
    const body = isBytes ? Buffer.from(chunk) : Buffer.alloc(0);
    this.#onAnswer({ statusCode: this.statusCode, headers: this.getHeaders(), body });
    return this;
  }
}
