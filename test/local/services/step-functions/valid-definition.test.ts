import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
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

test('what was valid is remembered, and is let alone', () => {
  const definition = pass('Two');
  assertValid(definition, cacheDir);
  expect(definition).toEqual(pass('Two'));
  const marks = remembered();
  expect(marks).toBeGreaterThan(0);
  const startedAt = performance.now();
  for (let again = 0; again < 100; again += 1) assertValid(definition, cacheDir);
  // Validating it takes longer each time.
  expect((performance.now() - startedAt) / 100).toBeLessThan(10);
  expect(remembered()).toBe(marks);
});

test('what is invalid is refused each time, also after another one was valid', () => {
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
