import type { RequestListener } from 'node:http';
import { sendAnswer } from './endpoint/answer.ts';
import { refusal } from './endpoint/refusals.ts';
import type { ApiService } from './faults/fault-plan.ts';
import { operationOf } from './faults/operation-of.ts';

/** Operations that create or delete a resource. Only the stack may. */
const OPERATIONS = new Set([
  ...['CreateStream', 'DeleteStream', 'CreateTable', 'DeleteTable', 'UpdateTable'],
  ...['CreateQueue', 'DeleteQueue', 'CreateBucket', 'DeleteBucket'],
]);

/** A service that, once `isDeployed`, refuses to create or delete resources: the template declares them all. */
export const withDeclaredOnly =
  (service: ApiService, listener: RequestListener, isDeployed: () => boolean): RequestListener =>
  (req, res) => {
    const operation = operationOf(service, req);
    if (!isDeployed() || !OPERATIONS.has(operation)) {
      listener(req, res);
      return;
    }
    const message = `The local cloud has the resources that the template declares: ${operation} is for its start only.`;
    sendAnswer(res, refusal(service, 403, 'AccessDenied', message));
  };
