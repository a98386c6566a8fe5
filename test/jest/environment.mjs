import { join } from 'node:path';
import { ModuleMocker } from 'jest-mock';

const COMPILE_CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node-compile-cache');

/** Node itself, with its own globals; what a test file changes in its environment or replaces by a spy is put back after it. */
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
    // Jest's own maps stacks back to sources. Types are blanked out in place: there is nothing to map.
    Error.prepareStackTrace = undefined;
    // For the processes that tests start, over a hundred, which compile the same packages; Jest's own gain nothing by it.
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

  /** Jest asks for it; only its own loader would use it. */
  getVmContext() {
    return null;
  }
}
