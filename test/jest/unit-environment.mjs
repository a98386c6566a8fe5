import { ChildProcess } from 'node:child_process';
import { Server } from 'node:net';
import NodeEnvironment from './environment.mjs';

const refuse = (what) => () => {
  throw new Error(`A unit test must not start a ${what}: list this file in jest.unit.config.mjs.`);
};

/** The environment of `npm run test:unit`. Its tests may not start anything that makes a test slow. */
export default class UnitEnvironment extends NodeEnvironment {
  #listen = Server.prototype.listen;
  #spawn = ChildProcess.prototype.spawn;

  async setup() {
    await super.setup();
    Server.prototype.listen = refuse('server');
    ChildProcess.prototype.spawn = refuse('process');
  }

  async teardown() {
    Server.prototype.listen = this.#listen;
    ChildProcess.prototype.spawn = this.#spawn;
    await super.teardown();
  }
}
