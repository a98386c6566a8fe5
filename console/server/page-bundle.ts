import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, stop } from 'esbuild';

const WEB = join(import.meta.dirname, '..', 'web');

/** A file that a page loads. */
export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  map: 'application/json',
  svg: 'image/svg+xml',
};

const typeOf = (name: string): string => TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

/** Bundles the pages' script and style from their sources. Returns the files by name. */
export const bundlePage = async (): Promise<ReadonlyMap<string, Asset>> => {
  const { outputFiles } = await build({
    entryPoints: { app: join(WEB, 'main.tsx') },
    outdir: 'assets',
    bundle: true,
    write: false,
    minify: true,
    sourcemap: 'linked',
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  // esbuild's process is no longer needed and takes up memory.
  await stop();
  const assets = new Map<string, Asset>();
  for (const { path, contents } of outputFiles)
    assets.set(basename(path), { type: typeOf(path), bytes: contents });
  assets.set('icon.svg', { type: typeOf('icon.svg'), bytes: await readFile(join(WEB, 'icon.svg')) });
  return assets;
};

/** The one HTML document. Its script decides by the path which page to show. */
export const readDocument = (): Promise<Uint8Array> => readFile(join(WEB, 'index.html'));
