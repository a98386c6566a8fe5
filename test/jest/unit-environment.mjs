import { ChildProcess } from 'node:child_process';
import { Server } from 'node:net';
import NodeEnvironment from './environment.mjs';

const refuse = (what) => () => {
  throw new Error(`A unit test starts no ${what}: list this file in jest.unit.config.mjs.`);
};

/** Where `npm run test:unit` runs its tests: none of them may start what makes a test slow. */
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
