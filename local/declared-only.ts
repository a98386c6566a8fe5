import type { Listener } from './endpoint/answer.ts';
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
  (service: ApiService, listener: Listener, isDeployed: () => boolean): Listener =>
  (req, body) => {
    const operation = operationOf(service, req);
    if (!isDeployed() || !OPERATIONS.has(operation)) return listener(req, body);
    const message = `The local cloud has only the resources that the template declares: ${operation} works only while it starts.`;
    return refusal(service, 403, 'AccessDenied', message);
  };
