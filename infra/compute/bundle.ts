import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type OutputFile, type Plugin } from 'esbuild';

export const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

const OPTIONS = {
  absWorkingDir: PROJECT_ROOT,
  outdir: '/',
  write: false,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What is imported when it is needed is a chunk of its own, which a start does not read.
  splitting: true,
  // Nothing is left to the runtime: its own SDK changes without notice, and the one in the lockfile is the one that was
  // tested.
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minify: true,
  // Smaller bundles start faster, and esbuild can tree-shake only the packages' ES modules.
  mainFields: ['module', 'main'],
  // Some packages still call require() for Node's own modules; an ES module has no require.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
} satisfies BuildOptions;

/** A file of a bundle, without folders in its path. */
type BundleFile = Pick<OutputFile, 'path' | 'contents'>;

const filesOf = async (
  name: string,
  entry: string,
  plugins: Plugin[] = [],
): Promise<readonly BundleFile[]> => {
  const { outputFiles } = await build({ ...OPTIONS, entryPoints: { [name]: entry }, plugins });
  return outputFiles.map(({ path, contents }) => ({ path: basename(path), contents }));
};

const clients = new Map<string, Promise<readonly BundleFile[]>>();

/** The bundle of an SDK client alone, made once for all functions. */
const clientBundle = (client: string): Promise<readonly BundleFile[]> => {
  const files = clients.get(client) ?? filesOf(basename(client), client);
  clients.set(client, files);
  return files;
};

/**
 * What Lambda loads: `index.mjs`, its chunks, and the SDK clients that it imports when it needs them. Those are bundles of
 * their own: whatever they have in common with DynamoDB's client would be in a chunk that every start reads.
 *
 * @param entry a path from the project's root
 */
const filesToLoad = async (entry: string): Promise<readonly BundleFile[]> => {
  const later = new Set<string>();
  const apart: Plugin = {
    name: 'clients-apart',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^@aws-sdk\/client-/ }, ({ path, kind }) => {
        if (kind !== 'dynamic-import') return undefined;
        later.add(path);
        return { path: `./${basename(path)}.mjs`, external: true };
      }),
  };
  const own = await filesOf('index', entry, [apart]);
  return [own, ...(await Promise.all([...later].map(clientBundle)))].flat();
};

/** Writes the files of a bundle into a folder. */
export const bundle = async (entry: string, outputDir: string): Promise<void> => {
  await mkdir(outputDir, { recursive: true });
  for (const { path, contents } of await filesToLoad(entry)) await writeFile(join(outputDir, path), contents);
};

/** The functions' entries, as paths from the project's root. */
export const functionEntries = (): readonly string[] =>
  globSync('functions/*/*.lambda.ts', { cwd: PROJECT_ROOT })
    // What both functions of intake share.
    .filter((entry) => !entry.endsWith('record-trips.lambda.ts'))
    .sort();

const bundles = new Map<string, readonly BundleFile[]>();

/** Bundles all functions side by side, for {@link bundleOf}. */
export const bundleFunctions = async (): Promise<void> => {
  await Promise.all(functionEntries().map(async (entry) => bundles.set(entry, await filesToLoad(entry))));
};

/**
 * The files of a function's bundle.
 * @throws {Error} before {@link bundleFunctions} is done
 */
export const bundleOf = (entry: string): readonly BundleFile[] => {
  const files = bundles.get(entry);
  if (files === undefined) throw new Error(`${entry} is not bundled: bundleFunctions() comes first.`);
  return files;
};
