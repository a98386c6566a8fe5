import { useEffect, useState } from 'preact/hooks';
import type { Endpoint } from '../../api/endpoint.ts';
import { call } from './call.ts';
import type { Loaded } from './loaded.ts';
import { tryUntilDone } from './retry.ts';

interface Options {
  /** Whether the last answer stays until there is one to the new input. */
  readonly keepsLast?: boolean;
}

/**
 * What an endpoint answers to `input`. It is asked once, again when `input` changes, and again after a failure until it
 * answers. Undefined asks nothing.
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
