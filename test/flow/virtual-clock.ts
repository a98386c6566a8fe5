/**
 * Sets a process's clock ahead or back, but not its timers. If NODE_OPTIONS loads it into a process that a test starts,
 * a file says by how many milliseconds.
 */
import { readFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';

/** Sets this process's clock ahead by what `aheadMs` returns at any time, until the returned function is called. */
export const setAheadBy = (aheadMs: () => number): (() => void) => {
  const ComputerDate = Date;
  const { now } = ComputerDate;
  const { writeHead } = ServerResponse.prototype;
  ComputerDate.now = () => now() + aheadMs();
  globalThis.Date = new Proxy(ComputerDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [target.now()] : args, newTarget),
  });
  // Node stamps its responses with the computer's time. The SDK would conclude that its own clock is wrong.
  ServerResponse.prototype.writeHead = new Proxy(writeHead, {
    apply: (target, response: ServerResponse, args) => {
      response.setHeader('date', new Date().toUTCString());
      return Reflect.apply(target, response, args);
    },
  });
  return () => {
    ComputerDate.now = now;
    globalThis.Date = ComputerDate;
    ServerResponse.prototype.writeHead = writeHead;
  };
};

const file = process.env.TRIPSTREAM_TEST_CLOCK_FILE;
if (file !== undefined) setAheadBy(() => Number(readFileSync(file, 'utf8')));
