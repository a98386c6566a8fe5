import { useEffect, useState } from 'preact/hooks';
import type { Endpoint } from '../../api/endpoint.ts';
import { call } from './call.ts';
import type { Loaded } from './loaded.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * What an endpoint answers to `input`. It is asked once, again when `input` changes, and again after a failure until it
 * answers. Undefined asks nothing.
 */
export const useAnswer = <Input extends object, Answer>(
  endpoint: Endpoint<Input, Answer>,
  input: Input | undefined,
): Loaded<Answer> => {
  const [loaded, setLoaded] = useState<Loaded<Answer>>({});
  const question = JSON.stringify(input);
  useEffect(() => {
    setLoaded({});
    if (input === undefined) return undefined;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (pauseMs: number): Promise<void> => {
      try {
        const value = await call(endpoint, input, { signal: stop.signal });
        setLoaded({ value, asOf: new Date().toISOString() });
      } catch (error) {
        if (stop.signal.aborted) return;
        setLoaded((before) => ({ ...before, error: error instanceof Error ? error.message : String(error) }));
        timer = setTimeout(ask, pauseMs, Math.min(LONGEST_PAUSE_MS, pauseMs * 2));
      }
    };
    void ask(FIRST_PAUSE_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [endpoint, question]);
  return loaded;
};
