import { jsonAnswer, type Listener } from '../../endpoint/answer.ts';
import { AwsError, awsErrorOf } from '../../endpoint/aws-json-protocol.ts';
import type { SettableClock } from '../../values/clock.ts';
import { parsedObject } from '../../values/json.ts';

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
  const answer = (name: string, body: Buffer): object | Promise<object> => {
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
    if (route) return route(body);
    throw new AwsError('NotFound', `no ${name}; there is ${Object.keys(routes).join(', ')}`, 404);
  };
  return async (req, body) => {
    const name = `${req.method} ${req.url}`;
    try {
      return jsonAnswer(200, 'application/json', await answer(name, body));
    } catch (error) {
      const { message, statusCode } = awsErrorOf(name, error);
      return jsonAnswer(statusCode, 'application/json', { message });
    }
  };
};

/** A month. Every alarm is evaluated for each of its minutes. */
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
