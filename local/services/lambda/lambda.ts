import { assertDeployable, type FunctionDefinition } from './function-definition.ts';
import { FunctionPool, type LambdaHooks } from './function-pool.ts';
import { lambdaApi } from './lambda-api.ts';

/**
 * The Lambda host: runs functions behind the Invoke API, in processes of their own. None starts before its function is
 * invoked.
 */
export const openLambda = (hooks: LambdaHooks) => {
  const pools = new Map<string, FunctionPool>();
  const inUse = (): number => pools.values().reduce((sum, pool) => sum + pool.inUse, 0);
  return {
    listener: lambdaApi(pools),
    /** @throws {Error} one line that names the function and the setting that cannot be honoured. */
    createFunction: (definition: FunctionDefinition): void => {
      assertDeployable(definition);
      if (pools.has(definition.name)) throw new Error(`Lambda function ${definition.name} already exists.`);
      pools.set(definition.name, new FunctionPool(definition, hooks, inUse));
    },
    /** Kills all functions and waits until they are gone. */
    close: async (): Promise<void> => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
};
