import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

/** Writes what Lambda loads, `index.mjs` and its chunks; `entry` is a path from the project's root. */
export const bundle = (entry: string, outputDir: string): void => {
  buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: { index: entry },
    outdir: outputDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is imported when it is needed is a chunk of its own, which a start does not read.
    splitting: true,
    // Nothing is external: the runtime's own SDK changes without notice, and the one in the lockfile is the one that
    // was tested.
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    // Smaller bundles start faster, and esbuild can tree-shake only the packages' ES modules.
    mainFields: ['module', 'main'],
    // Some packages still call require() for Node's own modules; an ES module has no require.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
};

/**
 * A function's code as an ES module, `index.mjs`, and its chunks; `entry` is a path from the project's root. CDK's own
 * NodejsFunction starts npx and esbuild for each function, which takes half the time of a synthesis.
 */
export const bundledCode = (entry: string): Code =>
  Code.fromAsset(PROJECT_ROOT, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      local: {
        tryBundle: (outputDir) => {
          bundle(entry, outputDir);
          return true;
        },
      },
      // CDK takes two assets for the same one if their source and these options are equal. No image ever runs.
      command: [entry],
      image: DockerImage.fromRegistry('none'),
    },
  });
