/** Preloaded into every process of a test: where the CDK app would run, the shared stack is copied instead. */
import { cpSync } from 'node:fs';
import { basename } from 'node:path';

const { SHARED_ASSEMBLY, CDK_OUTDIR } = process.env;
if (process.argv[1]?.endsWith('infra/app.ts')) {
  // Node finds what it has compiled by its path: a copy would be of no use, and clouds that run write there.
  const filter = (path) => basename(path) !== 'compiled';
  cpSync(SHARED_ASSEMBLY, CDK_OUTDIR, { recursive: true, filter });
  process.exit(0);
}
