import type { IncomingMessage, RequestListener } from 'node:http';
import { type Answer, sendAnswer } from '../endpoint/answer.ts';
import { withBody } from '../endpoint/request-body.ts';
import { reportFailure } from '../values/storage-failure.ts';
import type { ApiService } from './fault-plan.ts';
import type { Fault, Faults } from './faults.ts';
import { operationOf } from './operation-of.ts';
import { putSomeRecords } from './partial-put.ts';
import { refusalAnswer, serverErrorAnswer, throttleAnswer } from './service-errors.ts';
import { collectAnswer, withOtherBody } from './withheld-response.ts';

/** A request that was struck, and what its client was told. */
export interface StruckRequest {
  readonly service: ApiService;
  readonly operation: string;
  readonly fault: Fault;
  readonly path: string;
  readonly body: Buffer;
  readonly answer: Answer;
}

/** The listener of a service whose requests are struck by the faults for it; `onStruck` is called for each. */
export const withApiFaults = (
  service: ApiService,
  listener: RequestListener,
  faults: Faults,
  onStruck: (request: StruckRequest) => void = () => {},
): RequestListener => {
  const serve =
    (next: RequestListener, content?: Buffer): RequestListener =>
    (req, res) => {
      const operation = operationOf(service, req);
      // The path counts too: Lambda's requests name their function there.
      const fault = faults.next(service, operation, content && `${req.url} ${content.toString('utf8')}`);
      if (fault === undefined) {
        next(req, res);
        return;
      }
      const body = content ?? wholeBody(req);
      strike({ service, fault, faults }, next, req).then(
        // A fault is always an answer: HTTP/2 has no connection to break, and HTTP/1.1 drains what was not read.
        async (answer) => {
          sendAnswer(res, answer);
          onStruck({ service, operation, fault, path: req.url ?? '/', body: await body, answer });
        },
        (error: unknown) => {
          // The client disconnected before its request was complete.
          if (req.complete) reportFailure(`a fault of ${service}`, error);
          res.destroy();
        },
      );
    };
  const withContent = withBody((req, res, body) => serve(withOtherBody(listener, body), body)(req, res));
  return (req, res) => {
    const readsContent = faults.readsContent(service, operationOf(service, req));
    (readsContent ? withContent : serve(listener))(req, res);
  };
};

/** Collects the body while another reader reads it as well. */
const wholeBody = (req: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
  });

const strike = async (
  { service, fault, faults }: { service: ApiService; fault: Fault; faults: Faults },
  listener: RequestListener,
  req: IncomingMessage,
): Promise<Answer> => {
  switch (fault.kind) {
    case 'throttle':
      return throttleAnswer(service, fault);
    case 'refuse':
      return refusalAnswer(service);
    case 'error':
      return serverErrorAnswer(service);
    case 'timeout':
      await faults.pause(fault.delayMs);
      return serverErrorAnswer(service);
    case 'late-answer': {
      const answer = await collectAnswer(listener, req);
      await faults.pause(fault.delayMs);
      return answer;
    }
    case 'lost-answer':
      await collectAnswer(listener, req);
      return serverErrorAnswer(service);
    case 'partial':
      return putSomeRecords(fault, listener, req);
    default:
      throw new Error(`"${fault.kind}" is no fault of a request`);
  }
};
