import { isObject, type Properties } from '../../values/json.ts';

/** The longest that a timer of Node can run; stands for AWS's default of no timeout. */
const MAX_TIMER_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

/** A state for the interpreter, rewritten where the interpreter differs from AWS. */
export const runnableState = (state: Properties): Properties => {
  const runnable = withoutDefaultResultPaths(state);
  switch (state.Type) {
    case 'Task':
      return { ...('TimeoutSecondsPath' in state ? {} : { TimeoutSeconds: MAX_TIMER_SECONDS }), ...runnable };
    case 'Map':
      return handledState(runnable, {
        'items.$': state.ItemsPath ?? '$',
        'input.$': '$',
        ...('MaxConcurrencyPath' in state
          ? { 'maxConcurrency.$': state.MaxConcurrencyPath }
          : { maxConcurrency: state.MaxConcurrency ?? 0 }),
      });
    case 'Pass':
      // The interpreter ignores a Result that is falsy in JavaScript, but not the same value as a template.
      return 'Result' in state && !state.Result ? { ...runnable, Parameters: state.Result } : runnable;
    case 'Choice': {
      const choices: unknown[] = Array.isArray(state.Choices) ? state.Choices : [];
      return { ...runnable, Choices: choices.map(withPositiveTests) };
    }
    case 'Fail':
      // Without an Error or Cause in the definition, the interpreter invents one.
      return { Error: '', Cause: '', ...runnable };
    default:
      return runnable;
  }
};

/** A Map state becomes a Task whose handler runs the iterations; Retry and Catch stay. */
const handledState = (state: Properties, Parameters: Properties): Properties => {
  const { ItemProcessor, Iterator, ItemSelector, ...kept } = state;
  return { ...kept, Type: 'Task', TimeoutSeconds: MAX_TIMER_SECONDS, Parameters };
};

/** The interpreter mistakes the ResultPath `$`, which is the default, for a field named `$`. */
const withoutDefaultResultPaths = (state: Properties): Properties => {
  const drop = ({ ResultPath, ...rest }: Properties) =>
    ResultPath === '$' || ResultPath === undefined ? rest : { ...rest, ResultPath };
  const catchers: unknown[] | undefined = Array.isArray(state.Catch) ? state.Catch : undefined;
  return { ...drop(state), ...(catchers ? { Catch: catchers.filter(isObject).map(drop) } : {}) };
};

const TYPE_TESTS = ['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'];

/** In the interpreter a type test for false, such as `IsPresent: false`, never matches, so it becomes a Not. */
const withPositiveTests = (rule: unknown): unknown => {
  if (!isObject(rule)) return rule;
  const { And, Or, Not, Next, ...test } = rule;
  const next = Next === undefined ? {} : { Next };
  if (Array.isArray(And)) return { And: And.map(withPositiveTests), ...next };
  if (Array.isArray(Or)) return { Or: Or.map(withPositiveTests), ...next };
  if (Not !== undefined) return { Not: withPositiveTests(Not), ...next };
  const negative = TYPE_TESTS.find((name) => test[name] === false);
  return negative ? { Not: { ...test, [negative]: true }, ...next } : rule;
};
