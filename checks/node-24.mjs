/** Preloaded by every npm script that runs TypeScript: an older Node fails on it with ERR_UNKNOWN_FILE_EXTENSION. */
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const OLDEST_MAJOR = 24;
const version = process.version.slice(1);

if (Number(version.split('.')[0]) < OLDEST_MAJOR) {
  console.error(
    `tripstream: this needs Node ${OLDEST_MAJOR}, and this is Node ${version}. Run "npm ci" without ` +
      `--omit=optional or --ignore-scripts, or put a Node ${OLDEST_MAJOR} of your own first on your PATH.`,
  );
  process.exit(1);
}

// Node keeps compiled modules by their content, so later processes start sooner and in less memory. Children inherit the
// variable. https://nodejs.org/api/module.html#module-compile-cache
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
