import { StateMachine } from 'aws-local-stepfunctions';
import { isObject, type Properties } from '../../values/json.ts';
import { assertSupported, isPathField } from './refusals.ts';
import { runnableState } from './runnable-state.ts';
import { asDefinition, assertValid } from './valid-definition.ts';

/**
 * One level of a state machine, ready to run: the states of the machine itself or of a Map's item
 * processor. The interpreter runs one level; Map states are run level by level here.
 */
export interface Flow {
  readonly machine: StateMachine;
  readonly states: ReadonlyMap<string, FlowState>;
}

export type FlowState =
  | { readonly type: 'Task'; readonly timeoutSeconds?: number }
  | { readonly type: 'Map'; readonly itemProcessor: Flow; readonly itemSelector?: StateMachine }
  | { readonly type: 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' };

/**
 * Compiles an ASL definition for the interpreter.
 * @throws {Error} one line that names the state machine and what is invalid or not supported here.
 */
export const compileDefinition = (machineName: string, definition: unknown, cacheDir?: string): Flow => {
  if (!isObject(definition)) {
    throw new Error(`State machine ${machineName}: its definition is not a JSON object.`);
  }
  assertSupported(machineName, definition);
  try {
    assertValid(definition, cacheDir);
  } catch (error) {
    const problem = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
    throw new Error(`State machine ${machineName}: ${problem}`, { cause: error });
  }
  return compileFlow(pointToExecution(definition));
};

/**
 * The interpreter overwrites `$$.Execution.Input` and `StartTime` at the start of each level. The paths are
 * therefore rewritten to read a copy of the execution under a key that it does not know.
 */
const pointToExecution = (definition: object): unknown =>
  JSON.parse(JSON.stringify(definition), (field, value) =>
    typeof value === 'string' && isPathField(field)
      ? value.replaceAll('$$.Execution', () => '$$.execution')
      : value,
  );

const compileFlow = (flow: unknown): Flow => {
  const { StartAt, States } = isObject(flow) ? flow : {};
  const states = new Map<string, FlowState>();
  const runnable: Properties = {};
  for (const [name, state] of Object.entries(isObject(States) ? States : {})) {
    if (!isObject(state)) continue;
    states.set(name, flowState(state));
    runnable[name] = runnableState(state);
  }
  return { states, machine: unvalidated({ StartAt, States: runnable }) };
};

const flowState = (state: Properties): FlowState => {
  switch (state.Type) {
    case 'Task': {
      const timeout = state.TimeoutSeconds;
      return { type: 'Task', ...(typeof timeout === 'number' ? { timeoutSeconds: timeout } : {}) };
    }
    case 'Map': {
      const processor = state.ItemProcessor ?? state.Iterator;
      const selector = state.ItemSelector ?? state.Parameters;
      return {
        type: 'Map',
        itemProcessor: compileFlow(processor),
        ...(selector === undefined ? {} : { itemSelector: templateEvaluator(selector) }),
      };
    }
    case 'Pass':
    case 'Choice':
    case 'Wait':
    case 'Succeed':
    case 'Fail':
      return { type: state.Type };
    default:
      throw new Error(`the state type ${String(state.Type)} passed validation`);
  }
};

/** A payload template as a state machine that outputs the filled template. */
const templateEvaluator = (template: unknown): StateMachine =>
  unvalidated({ StartAt: 'Fill', States: { Fill: { Type: 'Pass', Parameters: template, End: true } } });

const unvalidated = (definition: Properties): StateMachine =>
  new StateMachine(asDefinition(definition), { validationOptions: { noValidate: true } });
