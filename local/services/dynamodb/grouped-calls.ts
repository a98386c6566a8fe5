import type { Level } from 'dynalite/db/index.js';

type Answered<Value> = (error: unknown, value?: Value) => void;

/** Gathers what is asked for in one turn of the event loop, and has it done by one call. */
const gathered = <Asked, Value>(doAll: (asked: readonly Asked[]) => Promise<readonly Value[]>) => {
  let waiting: { readonly asked: Asked; readonly answered: Answered<Value> }[] = [];
  const flush = (): void => {
    const calls = waiting;
    waiting = [];
    doAll(calls.map(({ asked }) => asked)).then(
      (values) => {
        for (const [index, { answered }] of calls.entries()) setImmediate(answered, null, values[index]);
      },
      (error: unknown) => {
        for (const { answered } of calls) setImmediate(answered, error);
      },
    );
  };
  return (asked: Asked, answered: Answered<Value>): void => {
    if (waiting.push({ asked, answered }) === 1) setImmediate(flush);
  };
};

/**
 * A call of LevelDB costs more than what it does. dynalite makes four or five for an UpdateItem, so requests that come
 * together share theirs: reads one `getMany`, writes one `batch`. Each is still answered when it is done, and dynalite
 * still holds its lock on the item until then.
 */
export const groupCalls = (level: Level, track: <Done>(work: Promise<Done>) => Promise<Done>): void => {
  level.get = gathered((keys: readonly string[]) => track(level.getMany([...keys])));
  const write = gathered(async (operations: readonly Parameters<Level['batch']>[0][number][]) => {
    await level.batch([...operations]);
    return operations.map(() => undefined);
  });
  level.put = (key, value, done) => write({ type: 'put', key, value }, done);
  level.del = (key, done) => write({ type: 'del', key }, done);
};
