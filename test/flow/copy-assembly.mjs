/** Preloaded into every process of a test: where the CDK app would run, the shared stack is copied instead. */
import { cpSync } from 'node:fs';

const { SHARED_ASSEMBLY, CDK_OUTDIR } = process.env;
if (process.argv[1]?.endsWith('infra/app.ts')) {
  cpSync(SHARED_ASSEMBLY, CDK_OUTDIR, { recursive: true });
  process.exit(0);
}
