import type { Answer, Listener } from '../../../local/endpoint/answer.ts';
import { answerOf } from '../services-under-test.ts';

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

/** Lambda's Invoke API in front of a script; `onDelivery` gets each event before it is answered. */
export const scriptedFunction =
  (script: () => Script, onDelivery: (event: readonly EventRecord[], url: string) => void): Listener =>
  async (req, body) => {
    const event: EventRecord[] = JSON.parse(body.toString('utf8'));
    onDelivery(event, decodeURIComponent(req.url ?? ''));
    const answer = await script()(event.map(textOf));
    if (answer !== 'disconnect') return httpAnswer(event, answer);
    req.socket.destroy();
    return answerOf(500);
  };

const httpAnswer = (event: readonly EventRecord[], answer: Exclude<ScriptedAnswer, 'disconnect'>): Answer => {
  if ('status' in answer) {
    const headers = { 'Content-Type': 'application/json', 'x-amzn-ErrorType': answer.code };
    return answerOf(answer.status, JSON.stringify({ Message: answer.code }), headers);
  }
  if ('thrown' in answer) {
    const headers = { 'X-Amz-Function-Error': 'Unhandled' };
    return answerOf(200, JSON.stringify({ errorMessage: answer.thrown }), headers);
  }
  if ('payload' in answer) return answerOf(200, answer.payload);
  const named = event.filter((record) => answer.failed.includes(textOf(record)));
  const batchItemFailures = named.map(({ eventID }) => ({ itemIdentifier: eventID }));
  return answerOf(200, JSON.stringify({ batchItemFailures }));
};
