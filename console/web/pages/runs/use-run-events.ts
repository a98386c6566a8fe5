import { useEffect, useState } from 'preact/hooks';
import { type RunEvent, type RunName, runEvents } from '../../../api/runs.ts';
import type { HistoryEvent } from '../../../execution-graph/execution-graph.ts';
import { call } from '../../client/call.ts';
import { tryUntilDone } from '../../client/retry.ts';

interface LoadedEvents {
  readonly events: readonly RunEvent[];
  /** Why there are no newer events, as a sentence. They are asked for again. */
  readonly error?: string;
}

/** The events after the first `after`, up to event number `count`. @throws {CallFailed} */
const readEvents = async (
  run: RunName,
  after: number,
  count: number,
  signal: AbortSignal,
): Promise<readonly RunEvent[]> => {
  const fresh: RunEvent[] = [];
  while (after + fresh.length < count)
    fresh.push(...(await call(runEvents, { ...run, after: after + fresh.length }, { signal })));
  return fresh;
};

/** The events of a run, of which the server has `count`. Asks only for new ones. */
export const useRunEvents = ({ machine, name }: RunName, count: number): LoadedEvents => {
  const [loaded, setLoaded] = useState<LoadedEvents>({ events: [] });
  const after = loaded.events.length;
  useEffect(() => {
    if (count <= after) return undefined;
    return tryUntilDone(
      async (signal) => {
        const fresh = await readEvents({ machine, name }, after, count, signal);
        setLoaded(({ events }) => ({ events: [...events.slice(0, after), ...fresh] }));
      },
      (error) => setLoaded(({ events }) => ({ events, error })),
    );
  }, [machine, name, count, after]);
  return loaded;
};

const ITERATIONS = ['Started', 'Succeeded', 'Failed', 'Aborted'] as const;

/** The event as Step Functions returns it, for code that reads histories. */
export const historyEventOf = ({ id, previousEventId, type, atMs, ...more }: RunEvent): HistoryEvent => {
  const { name, index, length, error, cause } = more;
  const typed: HistoryEvent = { id, previousEventId, timestamp: new Date(atMs), type: undefined };
  Object.assign(typed, { type });
  if (/StateEntered$/.test(type)) return { ...typed, stateEnteredEventDetails: { name } };
  if (/StateExited$/.test(type)) return { ...typed, stateExitedEventDetails: { name } };
  if (type === 'MapStateStarted') return { ...typed, mapStateStartedEventDetails: { length } };
  if (/^Task(Failed|TimedOut|StartFailed|SubmitFailed)$/.test(type))
    return { ...typed, taskFailedEventDetails: { resource: '', resourceType: '', error, cause } };
  const iteration = ITERATIONS.find((end) => type === `MapIteration${end}`);
  return iteration === undefined
    ? typed
    : { ...typed, [`mapIteration${iteration}EventDetails`]: { name, index } };
};
