import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Mutant, mutated, PROMISES } from '../../../../checks/mutants/by-hand/mutant.ts';
import { MUTANTS } from '../../../../checks/mutants/by-hand/mutants.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

describe('the mutants that npm run mutants tries', () => {
  test.each(MUTANTS.map((mutant): [string, Mutant] => [mutant.name, mutant]))(
    '%s changes code that occurs exactly once',
    (_, mutant) => {
      const text = readFileSync(join(ROOT, mutant.file), 'utf8');
      expect(mutated(text, mutant)).not.toBe(text);
      expect(mutant.tests.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    },
  );

  test('have unique names, and together break every promise', () => {
    const names = MUTANTS.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const broken = new Set(MUTANTS.map(({ promise }) => String(promise)));
    expect([...broken].toSorted()).toEqual(Object.keys(PROMISES));
  });
});

test.each([
  ['gone', 'const a = 1;'],
  ['there twice', 'return b; return b;'],
])('a mutant whose code is %s is refused', (_, text) => {
  const mutant = { name: 'm', promise: 1, file: 'f.ts', find: 'return b;', replace: '', tests: [] } as const;
  expect(() => mutated(text, mutant)).toThrow(/f\.ts contains the text to replace [02] times, not once/);
});
