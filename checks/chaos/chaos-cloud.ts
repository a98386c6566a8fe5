import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { faultsFileText } from './fault-profile.ts';

const LOCAL_MAIN = join(import.meta.dirname, '..', '..', 'local', 'main.ts');

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
  seed: number,
): Promise<ChaosCloud> => {
  const port = await freePort();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined); // whoever awaits it hears of it; nobody has to
  let starts = 0;
  let child: ChildProcess | undefined;
  let isEnding = false;

  const faultsArgs = (): string[] => {
    const file = join(directory, `faults-${starts}.json`);
    writeFileSync(file, faultsFileText((seed + starts * SEED_STEP) % SEEDS));
    return ['--faults', file];
  };
  const start = async (isFaulty: boolean): Promise<unknown> => {
    starts += 1;
    const data = join(directory, 'data');
    const args = ['--assembly', assemblyDir, '--port', String(port), '--data', data];
    const output = openSync(join(directory, 'cloud.log'), 'a');
    const started = fork(LOCAL_MAIN, [...args, ...(isFaulty ? faultsArgs() : [])], {
      stdio: ['ignore', output, output, 'ipc'],
      execArgv: [],
      detached: true,
    });
    closeSync(output);
    child = started;
    isEnding = false;
    const exited = once(started, 'exit').then(([code, signal]) => {
      if (!isEnding) failure.reject(new Error(`the local cloud ended with ${signal ?? code}: see cloud.log`));
    });
    const [ready]: unknown[] = await Promise.race([once(started, 'message'), exited.then(() => [])]);
    return ready;
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    isEnding = true;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };

  const tableName = String(Object(await start(true)).outputs?.TripsTableName);
  let running = Promise.resolve();
  const restart = (signal: NodeJS.Signals, isFaulty: boolean): Promise<void> => {
    running = end(signal)
      .then(() => start(isFaulty))
      .then(() => undefined);
    return running;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    tableName,
    failure: failure.promise,
    running: () => running,
    killAndRestart: () => restart('SIGKILL', true),
    restartWithoutFaults: () => restart('SIGTERM', false),
    stop: () => end('SIGKILL'),
  };
};
