/** Preloaded into every process of a test: copies the shared stack where the CDK app would run. */
import { cpSync } from 'node:fs';
import { basename } from 'node:path';

const { SHARED_ASSEMBLY, CDK_OUTDIR } = process.env;
if (process.argv[1]?.endsWith('infra/app.ts')) {
  // Node finds compiled code by its path, so a copy would be useless; besides, running clouds write there.
  const filter = (path) => basename(path) !== 'compiled';
  cpSync(SHARED_ASSEMBLY, CDK_OUTDIR, { recursive: true, filter });
  process.exit(0);
}
