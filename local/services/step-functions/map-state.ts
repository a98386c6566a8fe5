import { ExecutionError } from 'aws-local-stepfunctions';
import { isObject } from '../../values/json.ts';
import type { Flow, FlowState } from './flow.ts';
import type { Level } from './level.ts';
import { type Json, StatesError, toStateData } from './state-data.ts';

type MapState = Extract<FlowState, { type: 'Map' }>;

/** Runs a flow on an inner level; see runFlow. */
export type RunInner = (flow: Flow, input: Json, level: Level) => Promise<Json>;

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html: at most 40 iterations at a time */
const INLINE_MAP_CONCURRENCY = 40;

/** Runs the iterations of a Map state; `parameters` is what runnable-state.ts had the interpreter evaluate. */
export const runMap = async (
  name: string,
  { itemProcessor, itemSelector }: MapState,
  parameters: Json,
  level: Level,
  runInner: RunInner,
): Promise<Json> => {
  const { items, input, maxConcurrency } = mapParameters(parameters);
  level.record('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  const iterate = async (index: number, signal: AbortSignal): Promise<Json> => {
    const item = items[index] ?? null;
    const context = { ...level.context, Map: { Item: { Index: index, Value: item } } };
    const iteration = started.inner(signal, context);
    const details = { name, index };
    iteration.record('MapIterationStarted', { mapIterationStartedEventDetails: details });
    try {
      const selected = itemSelector ? await itemSelector.run(input, { context }).result : item;
      const output = await runInner(itemProcessor, selected, iteration);
      iteration.record('MapIterationSucceeded', { mapIterationSucceededEventDetails: details });
      level.lastEventId = iteration.lastEventId;
      return output;
    } catch (error) {
      if (signal.aborted) {
        iteration.record('MapIterationAborted', { mapIterationAbortedEventDetails: details });
      } else {
        iteration.record('MapIterationFailed', { mapIterationFailedEventDetails: details });
        level.lastEventId = iteration.lastEventId;
      }
      throw error instanceof ExecutionError ? error.cause : error;
    }
  };
  const started = level.inner(level.signal);
  try {
    const outputs = await runAll(items.length, maxConcurrency, level.signal, iterate);
    toStateData(outputs, 'The output of the Map state');
    level.record('MapStateSucceeded', {});
    return outputs;
  } catch (error) {
    level.record('MapStateFailed', {});
    throw error;
  }
};

/** Runs `count` tasks, at most `limit` at once. The first failure aborts the others and starts no more. */
const runAll = async (
  count: number,
  limit: number,
  outer: AbortSignal,
  runOne: (index: number, signal: AbortSignal) => Promise<Json>,
): Promise<Json[]> => {
  const failure = new AbortController();
  const signal = AbortSignal.any([outer, failure.signal]);
  const outputs: Json[] = new Array<Json>(count).fill(null);
  let next = 0;
  const work = async () => {
    while (next < count) {
      signal.throwIfAborted();
      const index = next++;
      outputs[index] = await runOne(index, signal);
    }
  };
  const workers = Array.from({ length: Math.min(limit, count) }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    failure.abort();
    await Promise.allSettled(workers);
    throw error;
  }
  return outputs;
};

const mapParameters = (parameters: Json): { items: Json[]; input: Json; maxConcurrency: number } => {
  const { items, input = null, maxConcurrency } = isJsonObject(parameters) ? parameters : {};
  if (!Array.isArray(items)) {
    const cause = `The items of a Map state must be an array, not ${JSON.stringify(items)}.`;
    throw new StatesError('States.Runtime', cause, { isTerminal: true });
  }
  const limit = Number(maxConcurrency);
  return { items, input, maxConcurrency: limit > 0 ? limit : INLINE_MAP_CONCURRENCY };
};

const isJsonObject = (value: Json): value is { [field: string]: Json } => isObject(value);
