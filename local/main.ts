import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { inspect, parseArgs } from 'node:util';
import type { CloudOptions, LocalCloud } from './cloud.ts';
import { readFaultsFile } from './faults/faults-file.ts';
import { startSummary } from './start-summary.ts';
import { Refusal, reasonOf } from './values/refusal.ts';
import { storageFailureIn } from './values/storage-failure.ts';

const USAGE = `Usage: node local/main.ts [options]

Runs the stack of a CDK cloud assembly on 127.0.0.1 until Ctrl-C.

  --assembly DIR  what "cdk synth" wrote (default: cdk.out)
  --port N        port of the endpoint, 0 for a free one (default: 4566)
  --data DIR      keep the data here, and resume from it (default: keep nothing)
  --faults FILE   inject the faults that FILE describes (default: none)
  --no-schedules  never fire a schedule (default: each fires when its time comes)
  --when-told     start when the parent process sends a message (default: at once)
  --help          show this text
`;

const EXIT_REFUSED = 1;
const EXIT_BAD_USAGE = 2;

/** A stop that takes longer is stuck: report it and exit. */
const STOP_LIMIT_MS = 10_000;

const main = async (): Promise<void> => {
  const options = readOptions();
  if (options === undefined) return;
  // Only now: --help and a mistyped option need not wait for it.
  const { startCloud } = await import('./cloud.ts');
  if (options.whenTold) await told();
  endOnStorageFailure(options.dataDir);
  const starting = Promise.withResolvers<LocalCloud>();
  stopWhenAsked(starting.promise);
  starting.resolve(startCloud(options));
  try {
    const cloud = await starting.promise;
    process.stdout.write(startSummary(cloud, options.dataDir));
    if (process.connected) process.send?.({ ready: true, url: cloud.url, outputs: cloud.outputs });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    fail(EXIT_REFUSED, error.message);
  }
};

/** Resolves when the message comes. Until then nothing is open, and the process may end at once. */
const told = async (): Promise<void> => {
  const leave = (): void => process.exit();
  process.once('disconnect', leave);
  await once(process, 'message');
  process.off('disconnect', leave);
};

const readOptions = (): (CloudOptions & { readonly whenTold: boolean }) | undefined => {
  try {
    const { values } = parseArgs({
      options: {
        assembly: { type: 'string', default: 'cdk.out' },
        port: { type: 'string', default: '4566' },
        data: { type: 'string' },
        faults: { type: 'string' },
        'no-schedules': { type: 'boolean' },
        'when-told': { type: 'boolean', default: false },
        help: { type: 'boolean' },
      },
    });
    if (values['when-told'] && !process.connected) {
      throw new Refusal('--when-told: there is no parent process to send a message, so leave it out');
    }
    if (!values.help) {
      return {
        assemblyDir: values.assembly,
        port: portNumber(values.port),
        dataDir: values.data,
        firesSchedules: !values['no-schedules'],
        whenTold: values['when-told'],
        faultPlan: values.faults === undefined ? undefined : readFaultsFile(values.faults),
      };
    }
    process.stdout.write(USAGE);
  } catch (error) {
    fail(EXIT_BAD_USAGE, `${reasonOf(error)} (--help shows the options)`);
  }
  return undefined;
};

const portNumber = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refusal(`--port is "${text}": give a number from 0 to 65535`);
};

/** Lets the process end on its own, so that the message is written in full. */
const fail = (exitCode: number, message: string): void => {
  process.stderr.write(`local cloud: ${message}\n`);
  process.exitCode = exitCode;
  if (process.connected) process.disconnect();
};

/** Storage failures are thrown where nobody catches them. Anything else uncaught is a bug, and its stack is shown. */
const endOnStorageFailure = (dataDir: string | undefined): void => {
  process.on('uncaughtException', (error) => {
    const failure = storageFailureIn(error);
    const where = dataDir === undefined ? `a folder in ${tmpdir()}` : `the data directory ${dataDir}`;
    const then = dataDir === undefined ? '' : ', then start again: what was acknowledged is there';
    process.stderr.write(
      failure === undefined
        ? `${inspect(error)}\n`
        : `local cloud: cannot write to ${where}: ${failure.message}: make room${then}\n`,
    );
    process.exit(EXIT_REFUSED);
  });
};

/**
 * Stops on a signal, or when the parent process goes away. Asking again changes nothing: a Ctrl-C in a terminal reaches
 * this process and those that started it, and they pass it on.
 */
const stopWhenAsked = (starting: Promise<LocalCloud>): void => {
  let isStopping = false;
  const stop = async (why: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => {
      process.stderr.write(
        `local cloud: did not stop within ${STOP_LIMIT_MS / 1000} s, so the process ends now\n`,
      );
      process.exit(EXIT_REFUSED);
    }, STOP_LIMIT_MS).unref();
    const cloud = await starting.catch(() => undefined); // main reports why it did not start
    if (cloud === undefined) return;
    process.stdout.write(`Stopping the local cloud: ${why}.\n`);
    await cloud.stop();
    process.stdout.write('Stopped.\n');
    if (process.connected) process.disconnect();
  };
  process.on('SIGINT', () => stop('interrupted'));
  process.on('SIGTERM', () => stop('terminated'));
  process.on('SIGHUP', () => stop('hung up'));
  if (process.connected) process.on('disconnect', () => stop('the process that started it is gone'));
  // The reader of the output may exit first; that must not prevent the stop.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
};

await main();
