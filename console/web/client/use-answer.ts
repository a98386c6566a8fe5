import { useEffect, useState } from 'preact/hooks';
import type { Endpoint } from '../../api/endpoint.ts';
import { call } from './call.ts';
import type { Loaded } from './loaded.ts';
import { tryUntilDone } from './retry.ts';

interface Options {
  /** Whether the last answer stays until the answer to the new input arrives. */
  readonly keepsLast?: boolean;
}

/**
 * An endpoint's answer to `input`. Asks once, asks again when `input` changes, and retries after a failure until it
 * gets an answer. If `input` is undefined, it does not ask.
 */
export const useAnswer = <Input extends object, Answer>(
  endpoint: Endpoint<Input, Answer>,
  input: Input | undefined,
  { keepsLast = false }: Options = {},
): Loaded<Answer> => {
  const question = JSON.stringify(input);
  const [{ of, loaded }, setHeard] = useState<{ of?: string | undefined; loaded: Loaded<Answer> }>({
    loaded: {},
  });
  useEffect(() => {
    if (input === undefined) return undefined;
    return tryUntilDone(
      async (signal) => {
        const value = await call(endpoint, input, { signal });
        setHeard({ of: question, loaded: { value, asOf: new Date().toISOString() } });
      },
      (error) =>
        setHeard((before) => ({
          of: question,
          loaded: keepsLast || before.of === question ? { ...before.loaded, error } : { error },
        })),
    );
  }, [endpoint, question]);
  return keepsLast || of === question ? loaded : {};
};
