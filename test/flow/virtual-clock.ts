/**
 * Loaded with `--import` into a process of the local cloud, or by NODE_OPTIONS into one of its functions: sets the
 * process's clock ahead or back by the milliseconds in a file. Timers stay as they are.
 */
import { readFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';

const file = process.env.TRIPSTREAM_TEST_CLOCK_FILE;
if (file === undefined)
  throw new Error('TRIPSTREAM_TEST_CLOCK_FILE does not say by how much to set the clock.');

const computerNow = Date.now;
Date.now = () => computerNow() + Number(readFileSync(file, 'utf8'));

globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [target.now()] : args, newTarget),
});

/** Node stamps its answers with the computer's time, from which the SDK would conclude that its own clock is wrong. */
ServerResponse.prototype.writeHead = new Proxy(ServerResponse.prototype.writeHead, {
  apply: (writeHead, response: ServerResponse, args) => {
    response.setHeader('date', new Date().toUTCString());
    return Reflect.apply(writeHead, response, args);
  },
});
