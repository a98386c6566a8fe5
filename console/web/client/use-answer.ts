import { useEffect, useState } from 'preact/hooks';
import type { Endpoint } from '../../api/endpoint.ts';
import { call } from './call.ts';
import type { Loaded } from './loaded.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

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
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (pauseMs: number): Promise<void> => {
      try {
        const value = await call(endpoint, input, { signal: stop.signal });
        setHeard({ of: question, loaded: { value, asOf: new Date().toISOString() } });
      } catch (failure) {
        if (stop.signal.aborted) return;
        const error = failure instanceof Error ? failure.message : String(failure);
        setHeard((before) => ({
          of: question,
          loaded: keepsLast || before.of === question ? { ...before.loaded, error } : { error },
        }));
        timer = setTimeout(ask, pauseMs, Math.min(LONGEST_PAUSE_MS, pauseMs * 2));
      }
    };
    void ask(FIRST_PAUSE_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [endpoint, question]);
  return keepsLast || of === question ? loaded : {};
};
