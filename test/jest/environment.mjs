import { join } from 'node:path';
import { ModuleMocker } from 'jest-mock';

const COMPILE_CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node-compile-cache');

/** Node itself, with its own globals. After each test file, environment variables and spied functions are restored. */
export default class NodeEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  #variables = { ...process.env };
  #exit = process.exit;

  constructor({ projectConfig }) {
    Object.assign(globalThis, projectConfig.globals);
  }

  async setup() {
    // Jest's own environment maps stacks back to sources. Types are blanked out in place, so there is nothing to map.
    Error.prepareStackTrace = undefined;
    // For the over a hundred processes that tests start, which compile the same packages. Jest's own do not benefit.
    process.env.NODE_COMPILE_CACHE ??= COMPILE_CACHE;
  }

  async teardown() {
    this.moduleMocker.restoreAllMocks();
    process.exit = this.#exit;
    for (const name of Object.keys(process.env)) if (!(name in this.#variables)) delete process.env[name];
    Object.assign(process.env, this.#variables);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Jest calls this, but only its own loader would use the result. */
  getVmContext() {
    return null;
  }
}
