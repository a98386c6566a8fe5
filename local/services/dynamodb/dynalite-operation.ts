import type { Store } from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import { AwsError, type AwsInput, type AwsOperation } from '../../endpoint/aws-json-protocol.ts';
import { isObject } from '../../values/json.ts';

type Action = (store: Store, input: object, done: (error: unknown, output: object) => void) => void;
type Rules = { readonly types: object; readonly custom?: unknown };

/** dynalite checks each attribute value ten times; requestShape has already checked all of it once. */
const holdsAttributeValues = (type: unknown): boolean => JSON.stringify(type).includes('AttrStruct');

/** What dynalite's type check leaves of a request. */
const checked = (types: object): ((request: AwsInput) => AwsInput) => {
  const names = Object.groupBy(Object.entries(types), ([, type]) =>
    holdsAttributeValues(type) ? 'withValues' : 'others',
  );
  const { withValues = [], others = [] } = names;
  const otherTypes = Object.fromEntries(others);
  return (request) => {
    const input: AwsInput = validations.checkTypes({ ...request }, otherTypes);
    for (const [name] of withValues) if (name in request) input[name] = request[name];
    return input;
  };
};

/**
 * Calls one of dynalite's operations without dynalite's server, which ends the process on any error. Requests must
 * already have the operation's requestShape.
 */
export const dynaliteOperation = async (name: string, store: Store): Promise<AwsOperation> => {
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}.js`;
  const { default: act }: { default: Action } = await import(`dynalite/actions/${file}`);
  const { default: rules }: { default: Rules } = await import(`dynalite/validations/${file}`);
  const checkedInput = checked(rules.types);
  return (request) =>
    new Promise((resolve, reject) => {
      try {
        const input = checkedInput(request);
        validations.checkValidations(input, rules.types, rules.custom, store);
        act(store, input, (error, output) => (error ? reject(asAwsError(error)) : resolve(output)));
      } catch (error) {
        reject(asAwsError(error));
      }
    });
};

/** dynalite's own errors as answers; other errors are passed on. */
const asAwsError = (error: unknown): unknown => {
  if (!isObject(error) || typeof error.statusCode !== 'number' || !isObject(error.body)) return error;
  const { __type: type, message, Message } = error.body;
  return new AwsError(String(type), String(message ?? Message ?? ''), error.statusCode);
};
