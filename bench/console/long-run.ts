import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { SUM_LANE, SUM_PARTITIONS } from '../../producer/kpi/execution/state-names.ts';
import { fieldOf, jsonOf } from '../../producer/stack/json-field.ts';

/** The name of the execution that `serveLongRun` adds. */
export const LONG_RUN = 'long-run';

const STARTED_AT = Date.parse('2024-05-26T05:00:00Z') / 1_000;
const EVENTS_OF_ITERATION = 7;
const ITERATION_STATE = SUM_LANE;

type WireEvent = Readonly<Record<string, unknown>>;

/** The history of a run with one Map and `count` events, in the form of the Step Functions API. */
const longHistory = (count: number): readonly WireEvent[] => {
  const events: WireEvent[] = [];
  const add = (type: string, previousEventId: number, details: WireEvent = {}): number => {
    const id = events.length + 1;
    events.push({ id, previousEventId, type, timestamp: STARTED_AT + id / 100, ...details });
    return id;
  };
  const length = Math.floor((count - 5) / EVENTS_OF_ITERATION);
  const started = add('ExecutionStarted', 0, { executionStartedEventDetails: { input: '{}' } });
  const entered = add('MapStateEntered', started, {
    stateEnteredEventDetails: { name: SUM_PARTITIONS, input: '{}' },
  });
  const map = add('MapStateStarted', entered, { mapStateStartedEventDetails: { length } });
  let last = map;
  for (let index = 0; index < length; index += 1) {
    const iteration = { name: SUM_PARTITIONS, index };
    const input = JSON.stringify({ lane: { partitions: [`2024-05-25#${index}`] } });
    last = add('MapIterationStarted', map, { mapIterationStartedEventDetails: iteration });
    last = add('TaskStateEntered', last, { stateEnteredEventDetails: { name: ITERATION_STATE, input } });
    for (const type of ['TaskScheduled', 'TaskStarted', 'TaskSucceeded']) last = add(type, last);
    last = add('TaskStateExited', last, {
      stateExitedEventDetails: { name: ITERATION_STATE, output: '{"aggregate":{"count":1}}' },
    });
    last = add('MapIterationSucceeded', last, { mapIterationSucceededEventDetails: iteration });
  }
  while (events.length < count - 1) last = add('MapStateSucceeded', last);
  add('ExecutionSucceeded', last, { executionSucceededEventDetails: { output: '{}' } });
  return events;
};

const page = (events: readonly WireEvent[], asked: unknown): WireEvent => {
  const token = Number(fieldOf(asked, 'nextToken') ?? 0);
  const end = token + Number(fieldOf(asked, 'maxResults') ?? 100);
  const ordered = fieldOf(asked, 'reverseOrder') === true ? events.toReversed() : events;
  return {
    events: ordered.slice(token, end),
    ...(end < events.length ? { nextToken: String(end) } : {}),
  };
};

const described = (executionArn: string): WireEvent => ({
  ...{ executionArn, name: LONG_RUN, status: 'SUCCEEDED', input: '{}', output: '{}' },
  ...{ startDate: STARTED_AT, stopDate: STARTED_AT + 250 },
});

const handOn = (endpoint: string, req: IncomingMessage, body: Buffer, res: ServerResponse): void => {
  const { host } = new URL(endpoint);
  const onward = request(
    new URL(req.url ?? '/', endpoint),
    { method: req.method, headers: { ...req.headers, host } },
    (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    },
  );
  onward.on('error', () => res.destroy());
  onward.end(body);
};

/**
 * An endpoint in front of the local cloud at `endpoint` that adds one execution with `count` history events. No day on
 * a laptop produces as many as Step Functions allows.
 */
export const serveLongRun = async (endpoint: string, count: number) => {
  const whole = longHistory(count);
  let events = whole;
  const server = createServer(async (req, res) => {
    const body = await buffer(req);
    const asked = jsonOf(body.toString('utf8'));
    const executionArn = String(fieldOf(asked, 'executionArn'));
    const operation = String(req.headers['x-amz-target']).replace(/^AWSStepFunctions\./, '');
    const answers: Readonly<Record<string, () => WireEvent>> = {
      GetExecutionHistory: () => page(events, asked),
      DescribeExecution: () => described(executionArn),
    };
    const answer = executionArn.endsWith(`:${LONG_RUN}`) ? answers[operation] : undefined;
    if (answer === undefined) handOn(endpoint, req, body, res);
    else {
      res.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      res.end(JSON.stringify(answer()));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** From now on, the execution has only its first `known` events. */
    know: (known: number) => {
      events = whole.slice(0, known);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
