import { existsSync, linkSync, readFileSync } from 'node:fs';

/**
 * Run after `npm ci`, by any Node. npm 10 removes `node_modules/.bin/node` together with the runtimes of the other
 * platforms, which are called the same: https://github.com/npm/cli/issues/4362. npm 11 does not.
 */
const modules = new URL('../node_modules/', import.meta.url);
const { optionalDependencies } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const suffix = `-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const program = process.platform === 'win32' ? 'node.exe' : 'node';

const runtime = Object.keys(optionalDependencies).find((name) => name.endsWith(suffix));
const binary = new URL(`${runtime}/bin/${program}`, modules);
const link = new URL(`.bin/${program}`, modules);

if (existsSync(binary) && !existsSync(link)) linkSync(binary, link);
