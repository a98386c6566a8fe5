import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type LocalCloud, startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { textOf } from '../../producer/stack/json-field.ts';

/** A local cloud that can be killed and goes on at the same address. */
export interface ChaosCloud {
  readonly url: string;
  readonly tableName: string;
  /** Rejects when it ends without having been told to. */
  readonly failure: Promise<never>;
  /** Settles when it runs: at once unless it is being started again. */
  running(): Promise<void>;
  /** SIGKILL, then another start on the same data. */
  killAndRestart(): Promise<void>;
  /** Stops it in an orderly way and starts it on the same data with nothing that goes wrong. */
  restartWithoutFaults(): Promise<void>;
  stop(): Promise<void>;
}

/** Below the ports that the system gives to clients, which could take one over while the cloud is down. */
const PORTS = { first: 20_000, count: 10_000 };
const SEEDS = 2 ** 32;
/** Another seed for each start: the counts begin anew, and the same faults would strike again. */
const SEED_STEP = 1_000_003;

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
};

const freePort = async (): Promise<number> => {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    if (await isFree(port)) return port;
  }
};

/** Starts a cloud under all faults; its data, faults files and output stay in `directory`. */
export const startChaosCloud = async (
  assemblyDir: string,
  directory: string,
  faultsOf: (seed: number) => string,
  seed: number,
): Promise<ChaosCloud> => {
  const port = await freePort();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined); // whoever awaits it hears of it; nobody has to
  let starts = 0;

  const writeFaults = (): string => {
    const file = join(directory, `faults-${starts}.json`);
    writeFileSync(file, faultsOf((seed + starts * SEED_STEP) % SEEDS));
    return file;
  };
  const start = async (isFaulty: boolean): Promise<LocalCloud> => {
    starts += 1;
    const faultsFile = isFaulty ? writeFaults() : undefined;
    const options = { assemblyDir, port, dataDir: join(directory, 'data'), faultsFile };
    const started = await startLocalCloud(options, join(directory, 'cloud.log'));
    started.failure.catch(failure.reject);
    return started;
  };

  let cloud = await start(true);
  const tableName = textOf(cloud.outputs, 'TripsTableName') ?? '';
  let running = Promise.resolve();
  const restart = (end: () => Promise<void>, isFaulty: boolean): Promise<void> => {
    running = end().then(async () => {
      cloud = await start(isFaulty);
    });
    return running;
  };
  return {
    url: cloud.url,
    tableName,
    failure: failure.promise,
    running: () => running,
    killAndRestart: () => restart(() => cloud.kill(), true),
    restartWithoutFaults: () => restart(() => cloud.stop(), false),
    // A cloud that is being started again can be killed once it runs.
    stop: () => running.catch(() => undefined).then(() => cloud.kill()),
  };
};
