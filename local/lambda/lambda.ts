import type { RequestListener } from 'node:http';
import { assertDeployable, type FunctionDefinition } from './function-definition.ts';
import { FunctionPool } from './function-pool.ts';
import { lambdaApi } from './lambda-api.ts';

/** What the Lambda host needs from the local cloud. */
export interface LambdaOptions {
  /** Asked for when an environment starts; becomes the functions' AWS_ENDPOINT_URL. */
  readonly endpointUrl: () => string;
  /** Every line that a function writes to stdout or stderr, as it comes. */
  readonly onLog?: (functionName: string, line: string) => void;
}

/** The Lambda host: runs functions in processes of their own behind the Invoke API. */
export interface Lambda {
  readonly listener: RequestListener;
  /** @throws {Error} one line that names the function and the setting that cannot be honoured. */
  createFunction(definition: FunctionDefinition): void;
  /** Kills all functions and waits until they are gone. */
  close(): Promise<void>;
}

/** Opens a Lambda host without functions; none of them starts a process before it is invoked. */
export const openLambda = ({ endpointUrl, onLog = () => {} }: LambdaOptions): Lambda => {
  const pools = new Map<string, FunctionPool>();
  return {
    listener: lambdaApi(pools, onLog),
    createFunction: (definition) => {
      assertDeployable(definition);
      if (pools.has(definition.name)) throw new Error(`Lambda function ${definition.name} exists already.`);
      const log = (line: string) => onLog(definition.name, line);
      pools.set(definition.name, new FunctionPool(definition, endpointUrl, log));
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
};
