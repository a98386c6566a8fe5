import type { RequestListener } from 'node:http';
import { jsonAnswer, sendAnswer } from '../../endpoint/answer.ts';

/**
 * The routes under `/_local/`, which no AWS service has: GET `/_local/pipes` answers
 * `{ "pipes": [<status of each pipe>] }`.
 */
export const adminApi =
  (pipeStatuses: () => Promise<object[]>): RequestListener =>
  (req, res) => {
    const answer = (statusCode: number, body: object): void =>
      sendAnswer(res, jsonAnswer(statusCode, 'application/json', body));
    if (req.method !== 'GET' || req.url !== '/_local/pipes') {
      answer(404, { message: `no ${req.method} ${req.url}; there is GET /_local/pipes` });
      return;
    }
    pipeStatuses()
      .then((pipes) => answer(200, { pipes }))
      .catch((error: unknown) => {
        console.error('local cloud: the state of the pipes cannot be read:', error);
        answer(500, { message: String(error) });
      });
  };
