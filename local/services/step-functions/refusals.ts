import { isObject, type Properties } from '../../values/json.ts';
import { LAMBDA_INVOKE } from './lambda-task.ts';

const COMMON_FIELDS = ['Type', 'Comment', 'QueryLanguage', 'InputPath', 'OutputPath', 'Next', 'End'];
const RESULT_FIELDS = ['Parameters', 'ResultSelector', 'ResultPath', 'Retry', 'Catch'];

/** The supported fields, by state type. */
const SUPPORTED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [...RESULT_FIELDS, 'Resource', 'TimeoutSeconds', 'TimeoutSecondsPath'],
  Map: [
    ...RESULT_FIELDS,
    ...['ItemsPath', 'ItemSelector', 'ItemProcessor', 'Iterator', 'MaxConcurrency', 'MaxConcurrencyPath'],
  ],
  Pass: ['Parameters', 'Result', 'ResultPath'],
  Wait: ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Choice: ['Choices', 'Default'],
  Succeed: [],
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
};

const FLOW_FIELDS = ['StartAt', 'States', 'Comment', 'QueryLanguage', 'ProcessorConfig'];
const MACHINE_FIELDS = ['StartAt', 'States', 'Comment', 'QueryLanguage', 'Version', 'TimeoutSeconds'];

const INVOKE_PARAMETERS = ['FunctionName', 'FunctionName.$', 'Payload', 'Payload.$'];

const KNOWN_CONTEXT =
  /^\$\$\.(Execution\.(Id|Input|Name|RoleArn|StartTime)|StateMachine\.(Id|Name)|Map\.Item\.(Index|Value))$/;

/**
 * Refuses whatever would behave differently from AWS, so that an accepted definition means the same here.
 * @throws {Error} one line that names the state machine, the state and the construct.
 */
export const assertSupported = (machineName: string, definition: Properties): void => {
  const refuse = (state: string, problem: string): never => {
    const where = state === '' ? '' : `, state "${state}"`;
    throw new Error(`State machine ${machineName}${where}: ${problem}`);
  };
  checkFields(definition, MACHINE_FIELDS, (problem) => refuse('', problem));
  for (const [name, state] of allStates(definition)) checkState(state, (problem) => refuse(name, problem));
};

/** Every state of a definition, including those inside Map states. */
function* allStates(flow: Properties): Generator<[string, Properties]> {
  for (const [name, state] of Object.entries(isObject(flow.States) ? flow.States : {})) {
    if (!isObject(state)) continue;
    yield [name, state];
    for (const inner of innerFlows(state)) yield* allStates(inner);
  }
}

const innerFlows = (state: Properties): Properties[] =>
  [state.ItemProcessor, state.Iterator].filter(isObject);

type Refuse = (problem: string) => never;

const checkFields = (fields: Properties, supported: readonly string[], refuse: Refuse) => {
  if ('QueryLanguage' in fields && fields.QueryLanguage !== 'JSONPath') {
    refuse(`QueryLanguage ${String(fields.QueryLanguage)} is not supported here; use JSONPath.`);
  }
  const unsupported = Object.keys(fields).find((field) => !supported.includes(field));
  if (unsupported) refuse(`the field ${unsupported} is not supported here.`);
};

const checkState = (state: Properties, refuse: Refuse) => {
  const type = String(state.Type);
  const supported = SUPPORTED_FIELDS[type];
  if (supported === undefined) return refuse(`a state of type ${type} is not supported here.`);
  checkFields(state, [...COMMON_FIELDS, ...supported], refuse);
  for (const flow of innerFlows(state)) {
    const { ProcessorConfig: config } = flow;
    const mode = isObject(config) ? config.Mode : undefined;
    if (mode === 'DISTRIBUTED') refuse('a Map of Mode DISTRIBUTED is not supported here; use INLINE.');
    checkFields(flow, FLOW_FIELDS, refuse);
  }
  if (type === 'Task') checkTask(state, refuse);
  checkPaths(state, refuse);
  checkErrorNames(state, refuse);
};

const checkTask = ({ Resource, Parameters }: Properties, refuse: Refuse) => {
  if (Resource !== LAMBDA_INVOKE) {
    refuse(`the Resource ${String(Resource)} is not supported here; use ${LAMBDA_INVOKE}.`);
  }
  const parameters = isObject(Parameters) ? Object.keys(Parameters) : [];
  if (!parameters.some((name) => name.startsWith('FunctionName'))) {
    refuse('lambda:invoke needs the parameter FunctionName.');
  }
  const unsupported = parameters.find((name) => !INVOKE_PARAMETERS.includes(name));
  if (unsupported) refuse(`the lambda:invoke parameter ${unsupported} is not supported here.`);
};

/** True for the fields whose text is a path or an intrinsic function, given the field's name. */
export const isPathField = (name: string): boolean =>
  name.endsWith('.$') || name.endsWith('Path') || name === 'Variable';

/** Checks only the state's own paths; the states inside it are checked on their own. */
const checkPaths = (state: Properties, refuse: Refuse) => {
  const { ItemProcessor, Iterator, Result, ...own } = state;
  JSON.stringify(own, (field: string, value: unknown) => {
    if (typeof value !== 'string' || !isPathField(field)) return value;
    const unknown = (value.match(/\$\$[.\w]*/g) ?? []).find((path) => !isKnownContext(path));
    if (unknown) refuse(`the context object has no ${unknown} here.`);
    if (field === 'ResultPath' && value !== '$' && !value.startsWith('$.')) {
      refuse(`the ResultPath ${value} is not supported here; write it as $.name.`);
    }
    if ((field === 'ErrorPath' || field === 'CausePath') && !value.startsWith('$')) {
      refuse(`the ${field} ${value} is not supported here; compute it in a Pass state first.`);
    }
    return value;
  });
};

/** Knowing `$$.Execution.Input` is enough for `$$.Execution.Input.date`. */
const isKnownContext = (path: string): boolean =>
  KNOWN_CONTEXT.test(
    path
      .split('.')
      .slice(0, path.startsWith('$$.Map') ? 4 : 3)
      .join('.'),
  );

/**
 * The interpreter has one switch for the errors that `States.ALL` does not match; errors that it marks do not match by
 * name either.
 */
const checkErrorNames = ({ Retry, Catch }: Properties, refuse: Refuse) => {
  if (JSON.stringify([Retry, Catch]).includes('"States.DataLimitExceeded"')) {
    refuse('States.DataLimitExceeded cannot be retried or caught here.');
  }
};
