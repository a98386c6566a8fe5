import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { EXPLAINED_SURVIVORS } from '../../../../checks/mutants/operators/explained-survivors.ts';
import { SLICES } from '../../../../checks/mutants/operators/slices.ts';
import { judgeSlice, type OperatorMutant } from '../../../../checks/mutants/operators/verdict.ts';
import { PROJECT_ROOT } from '../../../../checks/working-tree.ts';
import { METRIC_ATTRIBUTES, METRICS } from '../../../../functions/trip/metrics.ts';
import { TRIP_END_REQUIRED } from '../../../../functions/trip/trip-event.ts';

const mutant = (more: Partial<OperatorMutant>): OperatorMutant => ({
  file: 'a.ts',
  line: 1,
  mutator: 'EqualityOperator',
  code: 'x > 1',
  replacement: 'x >= 1',
  outcome: 'survived',
  ...more,
});

test('a survivor is explained by its file, its code and its replacement', () => {
  const explanation = { file: 'a.ts', code: 'x > 1', replacement: 'x >= 1', why: 'x is never 1' };
  const others = [mutant({ file: 'b.ts' }), mutant({ code: 'x > 1 && y' }), mutant({ replacement: 'x < 1' })];
  const verdict = judgeSlice([mutant({}), ...others, mutant({ outcome: 'killed' })], [explanation]);
  expect(verdict).toEqual({
    killed: 1,
    explained: [mutant({})],
    unexplained: others,
    unrunnable: [],
    stale: [],
  });
});

test('an explanation without a replacement covers every change of that code', () => {
  const explanation = { file: 'a.ts', code: 'x >…', why: 'of no account' };
  const survivors = [mutant({}), mutant({ replacement: 'true', mutator: 'ConditionalExpression' })];
  expect(judgeSlice(survivors, [explanation])).toMatchObject({ explained: survivors, unexplained: [] });
});

test('an explanation is stale when its file was mutated and nothing that it explains survived', () => {
  const killed = { file: 'a.ts', code: 'x > 1', why: 'x is never 1' };
  const elsewhere = { file: 'b.ts', code: 'x > 1', why: 'x is never 1' };
  expect(judgeSlice([mutant({ outcome: 'killed' })], [killed, elsewhere])).toMatchObject({
    stale: [killed],
  });
});

test('a mutant that could not be run is neither killed nor a survivor', () => {
  const one = mutant({ outcome: 'unrunnable' });
  expect(judgeSlice([one], [])).toMatchObject({
    killed: 0,
    explained: [],
    unexplained: [],
    unrunnable: [one],
  });
});

test.each(SLICES)('slice $name names code and tests that exist', ({ mutate, tests }) => {
  for (const pattern of [...mutate, ...tests].filter((one) => !one.startsWith('!'))) {
    expect([pattern, globSync(pattern, { cwd: PROJECT_ROOT }).length > 0]).toEqual([pattern, true]);
  }
});

test('every explained survivor is in a file that exists', () => {
  const missing = EXPLAINED_SURVIVORS.filter(({ file }) => globSync(join(PROJECT_ROOT, file)).length === 0);
  expect(missing).toEqual([]);
});

test.each([
  ['no metric has been added later yet', METRICS.some((metric) => 'addedLater' in metric)],
  [
    'no metric comes from an optional attribute yet',
    METRIC_ATTRIBUTES.some((attribute) => !TRIP_END_REQUIRED.includes(attribute)),
  ],
])('"%s" explains no survivor once it is untrue (then: delete those entries)', (claim, isUntrue) => {
  const claims = EXPLAINED_SURVIVORS.filter(({ why }) => why === claim);
  expect(isUntrue ? claims : []).toEqual([]);
});
