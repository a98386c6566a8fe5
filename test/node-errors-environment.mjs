import { types } from 'node:util';
import { TestEnvironment } from 'jest-environment-node';

const ordinary = Function.prototype[Symbol.hasInstance];

/**
 * Jest runs tests in a realm of their own, where the errors of Node's own modules (a connection reset, say) are not
 * `instanceof Error`; the AWS SDK then wraps them and loses their names and codes. Here they are errors, as they are
 * wherever this code really runs.
 */
export default class NodeErrorsEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const { Error: RealmError } = this.global;
    Object.defineProperty(RealmError, Symbol.hasInstance, {
      value(candidate) {
        return ordinary.call(this, candidate) || (this === RealmError && types.isNativeError(candidate));
      },
    });
  }
}
