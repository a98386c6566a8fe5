import { globSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type OutputFile } from 'esbuild';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

const optionsFor = (entry: string, outdir: string) =>
  ({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: { index: entry },
    outdir,
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
  }) satisfies BuildOptions;

/** The functions' entries, as paths from the project's root. */
export const functionEntries = (): readonly string[] =>
  globSync('functions/*/*.lambda.ts', { cwd: PROJECT_ROOT })
    // What both functions of intake share.
    .filter((entry) => !entry.endsWith('record-trips.lambda.ts'))
    .sort();

/** Writes what Lambda loads, `index.mjs` and its chunks; `entry` is a path from the project's root. */
export const bundle = async (entry: string, outputDir: string): Promise<void> => {
  await build(optionsFor(entry, outputDir));
};

const bundles = new Map<string, readonly OutputFile[]>();

/** Bundles all functions side by side, for {@link bundleOf}. */
export const bundleFunctions = async (): Promise<void> => {
  await Promise.all(
    functionEntries().map(async (entry) => {
      const { outputFiles } = await build({ ...optionsFor(entry, '/'), write: false });
      bundles.set(entry, outputFiles);
    }),
  );
};

/**
 * The files of a function's bundle.
 * @throws {Error} before {@link bundleFunctions} is done
 */
export const bundleOf = (entry: string): readonly OutputFile[] => {
  const files = bundles.get(entry);
  if (files === undefined) throw new Error(`${entry} is not bundled: bundleFunctions() comes first.`);
  return files;
};
