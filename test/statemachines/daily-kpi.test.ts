import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import validate from 'asl-validator';
import { ERROR_NAMES } from '../../functions/domain/error-names.ts';
import { InvalidRunInput, TransientAwsError } from '../../functions/domain/errors.ts';
import { SUM_DAYS, SUM_PARTITIONS } from '../../producer/daily-kpi-states.ts';
import { synthesized } from '../infra/synthesized.ts';

const text = readFileSync(join(import.meta.dirname, '../../statemachines/daily-kpi.asl.json'), 'utf8');

interface State {
  readonly Type: string;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly ItemProcessor?: Definition;
}
interface Definition {
  readonly States: Readonly<Record<string, State>>;
}

const definition: Definition = JSON.parse(text);

const statesOf = ({ States }: Definition): [string, State][] =>
  Object.entries(States).flatMap(([name, state]): [string, State][] => [
    [name, state],
    ...(state.ItemProcessor === undefined ? [] : statesOf(state.ItemProcessor)),
  ]);

const states = statesOf(definition);

test('is valid Amazon States Language', () => {
  const { isValid, errorsText } = validate(
    JSON.parse(text.replaceAll(/\$\{\w+\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:any')),
  );
  expect(errorsText('\n')).toBe('');
  expect(isValid).toBe(true);
});

test('every placeholder has a substitution in the stack, and every substitution a placeholder', () => {
  const [machine] = Object.values(synthesized().findResources('AWS::StepFunctions::StateMachine'));
  const placeholders = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  expect(placeholders.toSorted()).toEqual(
    Object.keys(machine?.Properties.DefinitionSubstitutions).toSorted(),
  );
});

describe('errors', () => {
  /** AWS's own, from https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception and the Lambda sandbox. */
  const fromAws = /^(Lambda\.|States\.|Sandbox\.|Runtime\.)/;
  const matched = states.flatMap(([, { Retry = [], Catch = [] }]) =>
    [...Retry, ...Catch].flatMap((m) => m.ErrorEquals),
  );

  test('every name that the definition matches is one that the functions throw', () => {
    const ours = new Set(matched.filter((name) => !fromAws.test(name)));
    expect(ours).toEqual(new Set(Object.values(ERROR_NAMES)));
    expect(new Set([new InvalidRunInput('').name, new TransientAwsError('').name])).toEqual(ours);
  });

  test('every task is tried again, in the same way, after a transient error', () => {
    const tasks = states.filter(([, { Type }]) => Type === 'Task');
    expect(tasks).toHaveLength(3);
    for (const [, { Retry }] of tasks) expect(Retry).toEqual(tasks[0]?.[1].Retry);
    expect(tasks[0]?.[1].Retry).toEqual([
      expect.objectContaining({
        JitterStrategy: 'FULL',
        BackoffRate: 2,
        ErrorEquals: expect.arrayContaining(['TransientAwsError', 'Sandbox.Timedout', 'Runtime.ExitError']),
      }),
    ]);
  });
});

test('the states by which the command line reads a history are Maps of the definition, the one inside the other', () => {
  const outer = definition.States[SUM_DAYS];
  expect(outer?.Type).toBe('Map');
  expect(outer?.ItemProcessor?.States[SUM_PARTITIONS]?.Type).toBe('Map');
});

test('state names fit the service’s limits', () => {
  // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
  for (const [name] of states) expect(name).toMatch(/^[^?*<>{}[\]"#%\\^|~`$&,;:/]{1,80}$/);
});
