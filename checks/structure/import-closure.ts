import { build } from 'esbuild';
import { PROJECT_ROOT } from '../working-tree.ts';

/**
 * The project's own files that run, directly or indirectly, when `entry` is loaded. Leaves out type imports, packages
 * and generated code.
 */
export const importClosure = async (entry: string): Promise<readonly string[]> => {
  const { metafile } = await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [entry],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
  });
  return Object.keys(metafile.inputs)
    .filter((file) => !file.includes('/generated/'))
    .toSorted();
};
