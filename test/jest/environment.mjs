import { ModuleMocker } from 'jest-mock';

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
    process.env.NODE_COMPILE_CACHE = process.env.TRIPSTREAM_TEST_COMPILE_CACHE;
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
