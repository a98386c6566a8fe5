import type { Listener } from '../../endpoint/answer.ts';
import { assertDeployable, type FunctionDefinition } from './function-definition.ts';
import { FunctionPool, type LambdaHooks } from './function-pool.ts';
import { lambdaApi } from './lambda-api.ts';

/** The Lambda host: runs functions in processes of their own behind the Invoke API. */
export interface Lambda {
  readonly listener: Listener;
  /** @throws {Error} one line that names the function and the setting that cannot be honoured. */
  createFunction(definition: FunctionDefinition): void;
  /** Kills all functions and waits until they are gone. */
  close(): Promise<void>;
}

/** Opens a Lambda host without functions; none of them starts a process before it is invoked. */
export const openLambda = (hooks: LambdaHooks): Lambda => {
  const pools = new Map<string, FunctionPool>();
  const inUse = (): number => pools.values().reduce((sum, pool) => sum + pool.inUse, 0);
  return {
    listener: lambdaApi(pools),
    createFunction: (definition) => {
      assertDeployable(definition);
      if (pools.has(definition.name)) throw new Error(`Lambda function ${definition.name} exists already.`);
      pools.set(definition.name, new FunctionPool(definition, hooks, inUse));
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
};
