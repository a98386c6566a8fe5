import { useEffect, useState } from 'preact/hooks';
import { type RunEvent, type RunName, runEvents } from '../../../api/runs.ts';
import type { HistoryEvent } from '../../../execution-graph/execution-graph.ts';
import { call } from '../../client/call.ts';

const EMPTY: readonly RunEvent[] = [];

/** The events of a run, of which the server has `count`: only those that are new are asked for. */
export const useRunEvents = ({ machine, name }: RunName, count: number): readonly RunEvent[] => {
  const [events, setEvents] = useState(EMPTY);
  useEffect(() => {
    if (count <= events.length) return undefined;
    const stop = new AbortController();
    const input = { machine, name, after: events.length };
    call(runEvents, input, { signal: stop.signal })
      // A failure shows where the run itself is watched, and the next change asks again.
      .then(
        (fresh) => setEvents((before) => [...before.slice(0, input.after), ...fresh]),
        () => undefined,
      );
    return () => stop.abort();
  }, [machine, name, count, events.length]);
  return events;
};

const ITERATIONS = ['Started', 'Succeeded', 'Failed', 'Aborted'] as const;

/** As Step Functions gives it, for what reads histories. */
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
