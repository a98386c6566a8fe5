import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ENVIRONMENT } from '../../functions/contracts/names.ts';
import { bundle } from '../../infra/compute/bundled-code.ts';
import type { Contest } from './compared.ts';

/** Any text or number works: nothing is called. */
const VARIABLES = Object.fromEntries(Object.values(ENVIRONMENT).map((name) => [name, '5']));

const load = (folder: string): void => {
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'index.mjs')], {
    env: { ...VARIABLES, BUSINESS_TIME_ZONE: 'America/New_York', AWS_REGION: 'us-east-1' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
};

/**
 * A process that loads a function's bundle, against one that loads the DynamoDB client alone, bundled in the same way.
 */
export const startComparisons = (): Contest[] => {
  const scratchDir = mkdtempSync(join(tmpdir(), 'tripstream-bench-'));
  process.once('exit', () => rmSync(scratchDir, { recursive: true, force: true }));
  const bundled = (name: string, entry: string): string => {
    bundle(entry, join(scratchDir, name));
    return join(scratchDir, name);
  };
  const bare = bundled('bare', 'bench/speed/bare-client.ts');
  return globSync('functions/*/*.lambda.ts')
    .filter((entry) => !entry.endsWith('record-trips.lambda.ts'))
    .sort()
    .map((entry) => {
      const name = basename(entry, '.lambda.ts');
      const folder = bundled(name, entry);
      return {
        name: `start ${name}`,
        baseline: 'a start with the DynamoDB client alone',
        items: 1,
        ours: () => load(folder),
        least: () => load(bare),
      };
    });
};
