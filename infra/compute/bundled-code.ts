import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleOf, PROJECT_ROOT } from './bundle.ts';

/**
 * A function's code as an ES module, `index.mjs`, and its chunks; `entry` is a path from the project's root. CDK's own
 * NodejsFunction starts npx and esbuild for each function, one after the other.
 */
export const bundledCode = (entry: string): Code =>
  Code.fromAsset(PROJECT_ROOT, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      local: {
        tryBundle: (outputDir) => {
          for (const { path, contents } of bundleOf(entry)) writeFileSync(join(outputDir, path), contents);
          return true;
        },
      },
      // CDK takes two assets for the same one if their source and these options are equal. No image ever runs.
      command: [entry],
      image: DockerImage.fromRegistry('none'),
    },
  });
