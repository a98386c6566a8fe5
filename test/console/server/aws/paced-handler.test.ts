import { once } from 'node:events';
import { createServer } from 'node:http';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Pace } from '../../../../console/server/aws/pace.ts';
import { PacedHandler } from '../../../../console/server/aws/paced-handler.ts';

const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine';
/** Node's timers may fire a little early. */
const TOLERANCE_MS = 20;

/** When each request arrived, and how many of the next ones are refused. */
const cameAtMs: number[] = [];
let refusals = 0;
const server = createServer((request, response) => {
  request.resume();
  cameAtMs.push(performance.now());
  refusals -= 1;
  const isRefused = refusals >= 0;
  response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(
    JSON.stringify(isRefused ? { __type: 'ThrottlingException', message: 'slowly' } : { executions: [] }),
  );
});
let endpoint = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  endpoint = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const openClient = () => {
  const pace = new Pace();
  const requestHandler = new PacedHandler(pace);
  const states = new SFNClient({
    ...{ endpoint, region: 'us-east-1', requestHandler },
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  cameAtMs.length = 0;
  return {
    pace,
    list: () => states.send(new ListExecutionsCommand({ stateMachineArn })),
    close: () => {
      states.destroy();
      requestHandler.close();
    },
  };
};

const gaps = (): number[] => cameAtMs.slice(1).map((ms, index) => ms - (cameAtMs[index] ?? 0));

test('requests of one API at the same time are sent half a second apart', async () => {
  const { list, close } = openClient();
  await Promise.all([list(), list(), list()]);
  expect(cameAtMs).toHaveLength(3);
  // The first may have arrived late, but the others are never early.
  const [first = 0, , third = 0] = cameAtMs;
  expect(third - first).toBeGreaterThan(500 - TOLERANCE_MS);
  close();
});

test('throttling slows the API down, is reported, and is survived', async () => {
  const { list, pace, close } = openClient();
  refusals = 2;
  await list();
  expect(cameAtMs).toHaveLength(3);
  // 1 s after the first throttle, 2 s after the second one.
  const [second = 0, third = 0] = gaps();
  expect(second).toBeGreaterThan(1_000 - TOLERANCE_MS);
  expect(third).toBeGreaterThan(2_000 - TOLERANCE_MS);
  expect(pace.slowed()).toEqual([{ api: '127 ListExecutions', nextTryAt: expect.any(String) }]);
  await list();
  expect(pace.slowed()).toEqual([]);
  close();
});
