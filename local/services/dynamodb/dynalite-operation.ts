import type { Store } from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import { AwsError, type AwsInput, type AwsOperation } from '../../endpoint/aws-json-protocol.ts';
import { isObject } from '../../values/json.ts';

type Action = (store: Store, input: object, done: (error: unknown, output: object) => void) => void;
type Rules = { readonly types: object; readonly custom?: unknown };

/** dynalite looks at each attribute value ten times. requestShape has looked at it once, and at all of it. */
const holdsAttributeValues = (type: unknown): boolean => JSON.stringify(type).includes('AttrStruct');

/** What dynalite's check of a request's types leaves of it. */
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
 * Calls one of dynalite's operations without dynalite's server, which ends the process on any error. Its requests have the
 * requestShape of the operation.
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
