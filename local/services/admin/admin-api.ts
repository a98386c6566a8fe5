import type { IncomingMessage } from 'node:http';
import { jsonAnswer, type Listener } from '../../endpoint/answer.ts';
import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import type { SettableClock } from '../../values/clock.ts';
import { parsedObject } from '../../values/json.ts';
import { reportFailure } from '../../values/storage-failure.ts';

type Route = (body: Buffer) => object | Promise<object>;

/**
 * The routes under `/_local/`, which no AWS service has. GET `/_local/pipes` answers
 * `{ "pipes": [<status of each pipe>] }`; GET `/_local/clock` answers `{ "now": <ISO 8601> }`, and so does POST
 * `/_local/clock` with `{ "advanceSeconds": <number> }`, once everything that falls due is done.
 */
export const adminApi = ({
  pipeStatuses,
  clock,
}: {
  pipeStatuses: () => Promise<object[]>;
  clock: SettableClock;
}): Listener => {
  const now = () => ({ now: new Date(clock.nowMs()).toISOString() });
  const routes: Readonly<Record<string, Route>> = {
    'GET /_local/pipes': async () => ({ pipes: await pipeStatuses() }),
    'GET /_local/clock': now,
    'POST /_local/clock': async (body) => {
      await clock.advanceBy(advanceSeconds(body) * 1000);
      return now();
    },
  };
  return async (req, body) => {
    const answered = await answer(routes, req, body).catch((error: unknown) => {
      if (error instanceof AwsError)
        return { statusCode: error.statusCode, body: { message: error.message } };
      reportFailure(`${req.method} ${req.url}`, error);
      return { statusCode: 500, body: { message: String(error) } };
    });
    return jsonAnswer(answered.statusCode, 'application/json', answered.body);
  };
};

const answer = async (routes: Readonly<Record<string, Route>>, req: IncomingMessage, body: Buffer) => {
  const name = `${req.method} ${req.url}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (route) return { statusCode: 200, body: await route(body) };
  const message = `no ${req.method} ${req.url}; there is ${Object.keys(routes).join(', ')}`;
  return { statusCode: 404, body: { message } };
};

/** A month. Every alarm is evaluated in each of its minutes. */
const MOST_SECONDS = 31 * 24 * 60 * 60;
const SHOWN_CHARACTERS = 100;

const advanceSeconds = (body: Buffer): number => {
  const text = body.toString('utf8');
  const seconds = parsedObject(text)?.advanceSeconds;
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= MOST_SECONDS) return seconds;
  const given = text === '' ? 'an empty body' : text.slice(0, SHOWN_CHARACTERS);
  const message = `the clock takes { "advanceSeconds": <a number from 0 to ${MOST_SECONDS}> }, not ${given}`;
  throw new AwsError('InvalidParameterValue', message);
};
