import { describe, expect, test } from '@jest/globals';
import validate from 'asl-validator';
import { ERROR_NAMES, InvalidRunInput, TransientAwsError } from '../../functions/contracts/agreed.ts';
import { COUNT_SEGMENTS, SUM_DAYS, SUM_PARTITIONS } from '../../producer/kpi/execution/state-names.ts';
import { synthesized } from '../infra/stack-under-test.ts';
import { readDefinition } from './definition-under-test.ts';

/** AWS's own errors, from https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception and the Lambda sandbox. */
const FROM_AWS = /^(Lambda\.|States\.|Sandbox\.|Runtime\.)/;

const RETRY = readDefinition('daily-kpi').states.find(([, { Type }]) => Type === 'Task')?.[1].Retry;

describe.each([
  ['daily-kpi', 'PlanKpiRunFunctionArn'],
  ['audit', 'PlanAuditFunctionArn'],
])('the definition of %s', (name, placeholder) => {
  const { text, states } = readDefinition(name);

  test('is valid Amazon States Language', () => {
    const { isValid, errorsText } = validate(
      JSON.parse(text.replaceAll(/\$\{\w+\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:any')),
    );
    expect(errorsText('\n')).toBe('');
    expect(isValid).toBe(true);
  });

  test('has a substitution in the stack for every placeholder, and a placeholder for every substitution', () => {
    const substitutions = Object.values(synthesized().findResources('AWS::StepFunctions::StateMachine'))
      .map(({ Properties }) => Object.keys(Properties.DefinitionSubstitutions).toSorted())
      .find((names) => names.includes(placeholder));
    const placeholders = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, found]) => found);
    expect(placeholders.toSorted()).toEqual(substitutions);
  });

  test('matches only those of our error names that the functions throw', () => {
    const matched = states.flatMap(([, { Retry = [], Catch = [] }]) =>
      [...Retry, ...Catch].flatMap((m) => m.ErrorEquals),
    );
    const ours = new Set(matched.filter((error) => !FROM_AWS.test(error)));
    expect(ours).toEqual(new Set(Object.values(ERROR_NAMES)));
    expect(new Set([new InvalidRunInput('').name, new TransientAwsError('').name])).toEqual(ours);
  });

  test('retries every task in the same way after a transient error', () => {
    const tasks = states.filter(([, { Type }]) => Type === 'Task');
    expect(tasks).toHaveLength(3);
    for (const [, { Retry }] of tasks) expect(Retry).toEqual(RETRY);
  });

  test('has state names that fit the service’s limits', () => {
    // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    for (const [state] of states) expect(state).toMatch(/^[^?*<>{}[\]"#%\\^|~`$&,;:/]{1,80}$/);
  });
});

test('a transient error is retried with jitter and backoff', () => {
  expect(RETRY).toEqual([
    expect.objectContaining({
      JitterStrategy: 'FULL',
      BackoffRate: 2,
      ErrorEquals: expect.arrayContaining(['TransientAwsError', 'Sandbox.Timedout', 'Runtime.ExitError']),
    }),
  ]);
});

test('the states by which the CLI reads a history are Maps in the definitions', () => {
  const outer = readDefinition('daily-kpi').definition.States[SUM_DAYS];
  expect(outer?.Type).toBe('Map');
  expect(outer?.ItemProcessor?.States[SUM_PARTITIONS]?.Type).toBe('Map');
  expect(readDefinition('audit').definition.States[COUNT_SEGMENTS]?.Type).toBe('Map');
});
