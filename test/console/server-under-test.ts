import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { type Asset, bundlePage } from '../../console/server/page-bundle.ts';
import { type ConsoleOptions, type RunningConsole, startConsole } from '../../console/server/server.ts';
import { madeOnce } from '../jest/made-once.ts';

/** A console, on a free port unless `options` name one. The pages are bundled once per test run. */
export const startConsoleUnderTest = async (options: ConsoleOptions): Promise<RunningConsole> => {
  const bundle = await madeOnce('page-bundle', async (path) =>
    writeFileSync(path, serialize(await bundlePage())),
  );
  const assets: ReadonlyMap<string, Asset> = deserialize(readFileSync(bundle));
  return startConsole({ port: 0, assets, ...options });
};
