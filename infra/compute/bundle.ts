import { once } from 'node:events';
import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type BuildOptions, build, type OutputFile, type Plugin } from 'esbuild';

export const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

const OPTIONS = {
  absWorkingDir: PROJECT_ROOT,
  outdir: '/',
  write: false,
  metafile: true,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // Nothing is left to the runtime: its own SDK changes without notice, and only the one in the lockfile was tested.
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minify: true,
  // Smaller bundles start faster, and esbuild can tree-shake only the packages' ES modules.
  mainFields: ['module', 'main'],
  // Some packages still call require() for Node's own modules; an ES module has no require.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
} satisfies BuildOptions;

/** A file of a bundle, with no folders in its path. */
interface BundleFile extends Pick<OutputFile, 'path' | 'contents'> {
  /** The other files that it imports. */
  readonly imports: readonly string[];
}

/** Bundles of these modules, by name, and the chunks that they share. */
const built = async (
  entryPoints: Readonly<Record<string, string>>,
  options: Pick<BuildOptions, 'plugins' | 'splitting'>,
): Promise<readonly BundleFile[]> => {
  const { outputFiles, metafile } = await build({ ...OPTIONS, ...options, entryPoints });
  const imports = Object.entries(metafile.outputs).map(
    ([path, output]) => [basename(path), output.imports.map((one) => basename(one.path))] as const,
  );
  const importsOf = new Map(imports);
  return outputFiles.map(({ path, contents }) => {
    const name = basename(path);
    return { path: name, contents, imports: importsOf.get(name) ?? [] };
  });
};

const nameOf = (modulePath: string): string =>
  relative(PROJECT_ROOT, modulePath)
    .replace(/^node_modules\W|\.\w+$/g, '')
    .replace(/\W+/g, '-');

/** Keeps dynamic imports out of a bundle, and adds the path of each imported module to `later` under its name. */
const leavesOut = (later: Map<string, string>): Plugin => ({
  name: 'imported-later',
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^/ }, async ({ path: specifier, kind, importer, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const { path, external } = await resolve(specifier, { kind: 'import-statement', importer, resolveDir });
      if (external) return undefined;
      const name = nameOf(path);
      later.set(name, path);
      return { path: `./${name}.mjs`, external: true };
    }),
});

/** The files with these names, and all files that they import. */
const withImports = (
  names: readonly string[],
  files: ReadonlyMap<string, BundleFile>,
): readonly BundleFile[] => {
  const found = new Set<BundleFile>();
  const add = (name: string): void => {
    const file = files.get(name);
    if (file === undefined || found.has(file)) return;
    found.add(file);
    file.imports.forEach(add);
  };
  names.forEach(add);
  return [...found];
};

/**
 * The files that Lambda loads for each function: `index.mjs`, and those that it imports dynamically. The latter are
 * built separately: otherwise every start would read a chunk with the code that both share. esbuild reads each module
 * once for all functions.
 *
 * @param entries paths relative to the project's root
 */
export const filesToLoad = async (
  entries: readonly string[],
): Promise<ReadonlyMap<string, readonly BundleFile[]>> => {
  const later = new Map<string, string>();
  const named = new Map(entries.map((entry) => [basename(entry, '.ts'), entry]));
  const functions = await built(Object.fromEntries(named), { plugins: [leavesOut(later)] });
  // Sorted, so that each build writes the same bytes.
  const inOrder = Object.fromEntries([...later].sort());
  const apart = new Map((await built(inOrder, { splitting: true })).map((file) => [file.path, file]));
  return new Map(
    functions.map((file) => [
      named.get(basename(file.path, '.mjs')) ?? '',
      [{ ...file, path: 'index.mjs' }, ...withImports(file.imports, apart)],
    ]),
  );
};

/** Writes the files of a bundle into a folder. */
export const bundle = async (entry: string, outputDir: string): Promise<void> => {
  await mkdir(outputDir, { recursive: true });
  const files = (await filesToLoad([entry])).get(entry) ?? [];
  for (const { path, contents } of files) await writeFile(join(outputDir, path), contents);
};

/** The entry points of the functions, as paths relative to the project's root. */
export const functionEntries = (): readonly string[] =>
  globSync('functions/*/*.lambda.ts', { cwd: PROJECT_ROOT })
    // Shared by both intake functions.
    .filter((entry) => !entry.endsWith('record-trips.lambda.ts'))
    .sort();

let bundles: ReadonlyMap<string, readonly BundleFile[]> = new Map();

/**
 * Bundles all functions, for {@link bundleOf}. This runs in a thread of its own, because esbuild asks where each import
 * is, and the main thread would not answer while it loads CDK.
 */
export const bundleFunctions = async (): Promise<void> => {
  [bundles] = await once(new Worker(new URL('bundle-thread.ts', import.meta.url)), 'message');
};

/**
 * The files of a function's bundle.
 * @throws {Error} before {@link bundleFunctions} is done
 */
export const bundleOf = (entry: string): readonly BundleFile[] => {
  const files = bundles.get(entry);
  if (files === undefined) throw new Error(`${entry} is not bundled: await bundleFunctions() first.`);
  return files;
};
