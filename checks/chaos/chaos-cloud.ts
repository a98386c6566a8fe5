import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type LocalCloud, startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { textOf } from '../../producer/stack/json-field.ts';

/** A local cloud that can be killed and restarted at the same address. */
export interface ChaosCloud {
  readonly url: string;
  readonly tableName: string;
  /** Rejects if it ends unexpectedly. */
  readonly failure: Promise<never>;
  /** Settles once it runs: right away, unless it is restarting. */
  running(): Promise<void>;
  /** SIGKILL, then a restart on the same data. */
  killAndRestart(): Promise<void>;
  /** Stops it cleanly and restarts it on the same data without faults. */
  restartWithoutFaults(): Promise<void>;
  stop(): Promise<void>;
}

/** Below the system's ephemeral ports, so that no client takes the port while the cloud is down. */
const PORTS = { first: 20_000, count: 10_000 };
const SEEDS = 2 ** 32;
/** A new seed for each start: the counts restart, so the same seed would repeat the same faults. */
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
  failure.promise.catch(() => undefined); // no unhandled rejection if nobody awaits it
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
    // A restarting cloud can only be killed once it runs.
    stop: () => running.catch(() => undefined).then(() => cloud.kill()),
  };
};
