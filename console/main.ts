/** The console's process. `tripstream` starts it, with the options as one JSON argument, and stops it. */
import { CommandError, reportError } from '../producer/terminal/command-error.ts';
import { type ConsoleOptions, startConsole } from './server/server.ts';

const optionsIn = (text = '{}'): ConsoleOptions => JSON.parse(text);

/** Stops on a signal, or when the parent process goes away. */
const stopWhenAsked = (close: () => Promise<void>): void => {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await close();
    if (process.connected) process.disconnect();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
};

const explained = (error: unknown, { port }: ConsoleOptions): unknown =>
  Error.isError(error) && 'code' in error && error.code === 'EADDRINUSE'
    ? new CommandError(`the port ${port} is taken: give another with --port, or leave it out`)
    : error;

const main = async (options: ConsoleOptions): Promise<void> => {
  try {
    const { address, close } = await startConsole(options);
    stopWhenAsked(close);
    process.send?.({ address });
  } catch (error) {
    process.exitCode = reportError(explained(error, options));
    if (process.connected) process.disconnect();
  }
};

await main(optionsIn(process.argv[2]));
