import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { waitUntilDrained } from '../../../producer/local-cloud/pipe-drain.ts';
import { CommandError } from '../../../producer/terminal/command-error.ts';

const PIPE = {
  name: 'starts',
  streamName: 'trip-starts',
  state: 'RUNNING',
  recordsBehind: 0,
  inFlight: 0,
  deliveries: 3,
  records: 7,
};

let close = () => {};
afterEach(() => close());

/** A local cloud that gives these answers one after the other, and is gone when it has no more. */
const cloudThatSays = async (...answers: readonly (readonly object[])[]): Promise<string> => {
  const waiting = [...answers];
  const server = createServer((_, res) => {
    const pipes = waiting.shift();
    if (pipes === undefined) res.destroy();
    else res.end(JSON.stringify({ pipes }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => server.close();
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
};

const drain = async (url: string): Promise<number[]> => {
  const progress: number[] = [];
  const onProgress = (records: number) => progress.push(records);
  await waitUntilDrained(url, { signal: new AbortController().signal, onProgress });
  return progress;
};

test('it waits until no pipe is behind and none is delivering', async () => {
  const url = await cloudThatSays(
    [{ ...PIPE, recordsBehind: 2, records: 4 }],
    [{ ...PIPE, inFlight: 1, records: 6 }],
    [PIPE, { ...PIPE, name: 'ends', records: 1 }],
  );
  expect(await drain(url)).toEqual([4, 6, 8]);
});

test('a pipe that is not running would never get there: its reason is given', async () => {
  const url = await cloudThatSays([{ ...PIPE, state: 'STOPPED', lastError: 'no such stream' }]);
  await expect(drain(url)).rejects.toThrow(new CommandError('the pipe starts is STOPPED: no such stream'));
});

test('a cloud that has gone is named, with what becomes of what it has taken', async () => {
  const url = await cloudThatSays([{ ...PIPE, recordsBehind: 2 }]);
  await expect(drain(url)).rejects.toThrow(
    new CommandError(
      `the local cloud at ${url} can no longer be reached: it will record what it has taken once it runs again with the same --data`,
    ),
  );
});
