import { InputError } from '../terminal/command-error.ts';
import { readOutputs, type StackTarget } from './stack-outputs.ts';

/** What Lambda calls the functions of a stack, by their own names, such as `record-trip-end`. */
export type StackFunctions = ReadonlyMap<string, string>;

/** As infra/tripstream-stack.ts names the outputs: `RecordTripEndFunctionName`. */
const OUTPUT = /^(\w+)FunctionName$/;

const ownName = (pascalCase: string): string =>
  pascalCase.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** @throws as `readOutputs` */
export const readStackFunctions = async (target: StackTarget): Promise<StackFunctions> => {
  const { keys, value } = await readOutputs(target);
  return new Map(
    keys.flatMap((key) => {
      const name = OUTPUT.exec(key)?.[1];
      return name === undefined ? [] : [[ownName(name), value(key)] as const];
    }),
  );
};

/** What Lambda calls a function. @throws {InputError} listing the stack's functions if it has none of this name */
export const deployedName = (functions: StackFunctions, name: string): string => {
  const deployed = functions.get(name);
  if (deployed !== undefined) return deployed;
  throw new InputError(
    `there is no function named ${name}: the stack has ${[...functions.keys()].toSorted().join(', ')}`,
  );
};

/** The own name of the function with this ARN; undefined if it is not one of the stack's. */
export const ownNameOf = (functions: StackFunctions, functionArn: string): string | undefined => {
  const deployed = /:function:([^:]+)/.exec(functionArn)?.[1] ?? functionArn;
  return [...functions].find(([, name]) => name === deployed)?.[0];
};
