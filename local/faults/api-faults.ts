import type { IncomingMessage } from 'node:http';
import type { Answer, Listener } from '../endpoint/answer.ts';
import type { ApiService } from './fault-plan.ts';
import type { Fault, Faults } from './faults.ts';
import { operationOf } from './operation-of.ts';
import { putSomeRecords } from './partial-put.ts';
import { refusalAnswer, serverErrorAnswer, throttleAnswer } from './service-errors.ts';

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
export const withApiFaults =
  (
    service: ApiService,
    listener: Listener,
    faults: Faults,
    onStruck: (request: StruckRequest) => void = () => {},
  ): Listener =>
  async (req, body) => {
    const operation = operationOf(service, req);
    // The path counts too: Lambda's requests name their function there.
    const fault = faults.next(service, operation, `${req.url} ${body.toString('utf8')}`);
    if (fault === undefined) return listener(req, body);
    const answer = await strike({ service, fault, faults }, listener, req, body);
    onStruck({ service, operation, fault, path: req.url ?? '/', body, answer });
    return answer;
  };

/** A fault is always an answer: HTTP/2 has no connection to break. */
const strike = async (
  { service, fault, faults }: { service: ApiService; fault: Fault; faults: Faults },
  listener: Listener,
  req: IncomingMessage,
  body: Buffer,
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
      const answer = await listener(req, body);
      await faults.pause(fault.delayMs);
      return answer;
    }
    case 'lost-answer':
      await listener(req, body);
      return serverErrorAnswer(service);
    case 'partial':
      return putSomeRecords(fault, listener, req, body);
    default:
      throw new Error(`"${fault.kind}" is not a fault of a request`);
  }
};
