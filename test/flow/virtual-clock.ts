/**
 * Sets a process's clock ahead or back. Timers stay as they are. Loaded by NODE_OPTIONS into a process that a test starts,
 * it does so by the milliseconds in a file.
 */
import { readFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';

/** Sets the clock of this process ahead by so many milliseconds at any time, until the result is called. */
export const setAheadBy = (aheadMs: () => number): (() => void) => {
  const ComputerDate = Date;
  const { now } = ComputerDate;
  const { writeHead } = ServerResponse.prototype;
  ComputerDate.now = () => now() + aheadMs();
  globalThis.Date = new Proxy(ComputerDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [target.now()] : args, newTarget),
  });
  // Node stamps its answers with the computer's time, from which the SDK would conclude that its own clock is wrong.
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
