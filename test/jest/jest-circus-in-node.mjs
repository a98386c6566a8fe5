import { readFileSync } from 'node:fs';
import { createRequire, registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';

/**
 * Runs a test file with Jest's own runner, but lets Node load it. Tests then run the same text as `node`, errors from
 * Node and from the AWS SDK are `instanceof Error`, and a worker loads each package once, not once per test file.
 *
 * This project's modules are still loaded anew for each test file: the query in their URL is the file's number.
 */
export default async (globalConfig, config, environment, runtime, testPath, sendMessage) => {
  testFiles += 1;
  const query = `?${NUMBER}=${testFiles}`;
  const loadedByNode = {
    requireInternalModule: requireAnew,
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path) => {
      globals = runtime.requireModuleOrMock(path, GLOBALS);
      return import(`${pathToFileURL(path)}${query}`);
    },
  };
  const nodeRuntime = Object.assign(Object.create(runtime), loadedByNode);
  return circus.default(globalConfig, config, environment, nodeRuntime, testPath, sendMessage);
};

const GLOBALS = '@jest/globals';
const NUMBER = 'test-file';
const PROJECT = new URL('../../', import.meta.url).href;
const PACKAGES = new URL('node_modules/', PROJECT).href;

let testFiles = 0;
let globals;

/** What `@jest/globals` exports to the test file that is being loaded. */
export const jestGlobals = () => globals;

const circusRequire = createRequire(createRequire(import.meta.url).resolve('jest-circus/runner'));

/** Circus keeps the tests that it has found in its module, and its listeners on the global object. */
const requireAnew = (path) => {
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
  delete circusRequire.cache[path];
  return circusRequire(path);
};

const numberIn = (url = '') =>
  url.startsWith(PROJECT) && url.includes(`?${NUMBER}=`) ? new URL(url).search : '';

/** Wraps `make` so that it is called once for each key. */
const keepingResults = (make) => {
  const results = new Map();
  return (key, ...args) => {
    if (!results.has(key)) results.set(key, make(key, ...args));
    return results.get(key);
  };
};

// Stripping a module's types and resolving its imports cost four times as much as running it.
const withoutTypes = keepingResults((path) => {
  const { emitWarning } = process;
  process.emitWarning = () => {}; // Silences the warning that the function is experimental.
  const source = stripTypeScriptTypes(readFileSync(path, 'utf8'));
  process.emitWarning = emitWarning;
  return source;
});
const resolvedFrom = keepingResults((_key, resolve) => ({ ...resolve(), shortCircuit: true }));

registerHooks({
  resolve(specifier, context, nextResolve) {
    const query = numberIn(context.parentURL);
    if (query === '') return nextResolve(specifier, context);
    if (specifier === GLOBALS) return { url: `jest:globals${query}`, format: 'module', shortCircuit: true };
    const key = `${specifier} ${context.parentURL.slice(0, -query.length)} ${context.conditions}`;
    const resolved = resolvedFrom(key, () => nextResolve(specifier, context));
    const isOurs = resolved.url.startsWith(PROJECT) && !resolved.url.startsWith(PACKAGES);
    return isOurs ? { ...resolved, url: resolved.url + query } : resolved;
  },
  load(url, context, nextLoad) {
    if (url.startsWith('jest:globals')) {
      const source = `import { jestGlobals } from '${import.meta.url}';
        export const { ${Object.keys(globals).join(', ')} } = jestGlobals();`;
      return { format: 'module', source, shortCircuit: true };
    }
    const query = numberIn(url);
    if (!url.endsWith(`.ts${query}`) || query === '') return nextLoad(url, context);
    const path = fileURLToPath(url.slice(0, -query.length));
    return { format: 'module', source: withoutTypes(path), shortCircuit: true };
  },
});
