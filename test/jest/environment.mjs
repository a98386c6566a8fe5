import { ModuleMocker } from 'jest-mock';

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
