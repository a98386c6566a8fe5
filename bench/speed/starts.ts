import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ENVIRONMENT } from '../../functions/contracts/agreed.ts';
import { bundle, functionEntries } from '../../infra/compute/bundle.ts';
import type { Contest, Work } from './compared.ts';

/** The environment that every function starts with. Most values are arbitrary, because little of the code runs. */
export const functionVariables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(ENVIRONMENT).map((name) => [name, '5'])),
  BUSINESS_TIME_ZONE: 'America/New_York',
  AWS_REGION: 'us-east-1',
};

/** Loads the bundle in a separate process and prints the CPU time of that process so far, in milliseconds. */
const LOADED = `
  await import(process.argv[1]);
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1_000);`;

const start =
  (folder: string): Work =>
  async () => {
    const args = ['--input-type=module', '--eval', LOADED, join(folder, 'index.mjs')];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      env: functionVariables,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return Number(stdout.trim().split('\n').at(-1));
  };

/** A process that loads a function's bundle, against one that loads the DynamoDB client alone, bundled in the same way. */
export const startComparisons = async (): Promise<Contest[]> => {
  const scratchDir = mkdtempSync(join(tmpdir(), 'tripstream-bench-'));
  process.once('exit', () => rmSync(scratchDir, { recursive: true, force: true }));
  const bundled = async (name: string, entry: string): Promise<string> => {
    await bundle(entry, join(scratchDir, name));
    return join(scratchDir, name);
  };
  const least = start(await bundled('bare', 'bench/speed/bare-client.ts'));
  return Promise.all(
    functionEntries().map(async (entry) => {
      const name = basename(entry, '.lambda.ts');
      const ours = start(await bundled(name, entry));
      return {
        ...{ name: `start ${name}`, baseline: 'a start with the DynamoDB client alone' },
        // Two starts of the same bundle differ by up to a tenth, so the median needs more rounds.
        ...{ items: 1, ours, least, rounds: 75 },
      };
    }),
  );
};
