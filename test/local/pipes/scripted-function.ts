import type { RequestListener, ServerResponse } from 'node:http';
import { withBody } from '../../../local/endpoint/request-body.ts';

/** One element of the event as the function got it. */
export interface EventRecord {
  readonly eventID: string;
  readonly partitionKey: string;
  readonly data: string;
  readonly [field: string]: unknown;
}

/** How the function answers an invocation; `failed` names records by their text. */
export type ScriptedAnswer =
  | { payload: string }
  | { failed: readonly string[] }
  | { thrown: string }
  | { status: number; code: string }
  | 'disconnect';

export type Script = (texts: readonly string[]) => ScriptedAnswer | Promise<ScriptedAnswer>;

export const textOf = ({ data }: EventRecord) => Buffer.from(data, 'base64').toString('utf8');

/** Lambda's Invoke API before a script; `onDelivery` hears of each event before it is answered. */
export const scriptedFunction = (
  script: () => Script,
  onDelivery: (event: readonly EventRecord[], url: string) => void,
): RequestListener =>
  withBody(async (req, res, body) => {
    const event: EventRecord[] = JSON.parse(body.toString('utf8'));
    onDelivery(event, decodeURIComponent(req.url ?? ''));
    send(res, event, await script()(event.map(textOf)));
  });

const send = (res: ServerResponse, event: readonly EventRecord[], answer: ScriptedAnswer) => {
  if (answer === 'disconnect') return res.socket?.destroy();
  if ('status' in answer) {
    const headers = { 'Content-Type': 'application/json', 'x-amzn-ErrorType': answer.code };
    return res.writeHead(answer.status, headers).end(JSON.stringify({ Message: answer.code }));
  }
  if ('thrown' in answer) {
    res.writeHead(200, { 'X-Amz-Function-Error': 'Unhandled' });
    return res.end(JSON.stringify({ errorMessage: answer.thrown }));
  }
  if ('payload' in answer) return res.writeHead(200).end(answer.payload);
  const named = event.filter((record) => answer.failed.includes(textOf(record)));
  const batchItemFailures = named.map(({ eventID }) => ({ itemIdentifier: eventID }));
  return res.writeHead(200).end(JSON.stringify({ batchItemFailures }));
};
