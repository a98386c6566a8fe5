import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { assertValid } from '../../../../local/services/step-functions/valid-definition.ts';

const pass = (Next: string) => ({
  StartAt: 'One',
  States: { One: { Type: 'Pass', Next }, Two: { Type: 'Succeed' } },
});

let cacheDir: string;
beforeEach(() => {
  cacheDir = mkdtempSync(join(tmpdir(), 'valid-definition-'));
});
afterEach(() => rmSync(cacheDir, { recursive: true }));
const remembered = (): number => readdirSync(cacheDir, { recursive: true }).length;

test('a valid definition is remembered, and left unchanged', () => {
  const validate = jest.spyOn(Ajv.prototype, 'validate');
  const definition = pass('Two');
  assertValid(definition, cacheDir);
  expect(definition).toEqual(pass('Two'));
  const marks = remembered();
  expect(marks).toBeGreaterThan(0);
  expect(validate).toHaveBeenCalled();
  validate.mockClear();
  assertValid(definition, cacheDir);
  expect(validate).not.toHaveBeenCalled();
  expect(remembered()).toBe(marks);
});

test('an invalid definition is refused each time, even after a valid one', () => {
  assertValid(pass('Two'), cacheDir);
  const marks = remembered();
  for (const _ of [1, 2]) expect(() => assertValid(pass('Nowhere'), cacheDir)).toThrow(/Nowhere/);
  expect(remembered()).toBe(marks);
});

test.each([undefined, '/dev/null/none'])('with its folder at %s it validates each time', (nowhere) => {
  for (const _ of [1, 2]) {
    assertValid(pass('Two'), nowhere);
    expect(() => assertValid(pass('Nowhere'), nowhere)).toThrow(/Nowhere/);
  }
});

test('the schema of definitions is compiled once, and no other schema is mistaken for it', () => {
  const $id = 'http://asl-validator.cloud/state-machine.json';
  const [schema, other] = [{ $id }, { $id, type: 'string' }];
  const validators = [schema, schema, other].map((of) => new Ajv({ schemas: [of] }).getSchema(`${$id}#`));
  expect(validators[0]).toBeDefined();
  expect(validators[1]).toBe(validators[0]);
  expect(validators[2]).not.toBe(validators[0]);
});
