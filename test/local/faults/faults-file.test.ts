import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { FAULT_KINDS } from '../../../local/faults/fault-plan.ts';
import { readFaultsFile } from '../../../local/faults/faults-file.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'faults-file-'));
const file = path.join(directory, 'faults.json');
afterAll(() => rmSync(directory, { recursive: true }));

const read = (content: unknown) => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readFaultsFile(file);
};

const FAULT = { service: 'dynamodb', operation: 'UpdateItem', kind: 'throttle', rate: 0.01 };

describe('a faults file', () => {
  test('may name every kind of every service', () => {
    const faults = Object.entries(FAULT_KINDS).flatMap(([service, kinds]) =>
      kinds.map((kind) => ({ service, kind, rate: 0.5 })),
    );
    const { rules, seed } = read({ seed: 7, faults });
    expect(seed).toBe(7);
    expect(rules.map(({ service, kind }) => [service, kind])).toEqual(
      faults.map(({ service, kind }) => [service, kind]),
    );
  });

  test('has defaults for how late and how much', () => {
    const invocation = { service: 'function', kind: 'crash', rate: 1 };
    expect(read({ seed: 0, faults: [FAULT, invocation] }).rules).toEqual([
      { ...FAULT, burst: 1, forMs: Number.POSITIVE_INFINITY, delayMs: 5_500, share: 0.1 },
      {
        ...invocation,
        operation: undefined,
        burst: 1,
        forMs: Number.POSITIVE_INFINITY,
        delayMs: 1_000,
        share: 0.1,
      },
    ]);
  });

  test.each([
    ['{"seed":', 'Unexpected end of JSON input'],
    [[], 'it is []: give an object with seed, faults'],
    [{ faults: [] }, 'seed is missing: give a whole number from 0 to 4294967295'],
    [{ seed: 1.5, faults: [] }, 'seed is 1.5: give a whole number from 0 to 4294967295'],
    [{ seed: 1, faults: {} }, 'faults is {}: give a list of faults'],
    [{ seed: 1, faults: [], rate: 1 }, 'it has an unknown key "rate": it takes seed, faults'],
    [
      { seed: 1, faults: [FAULT, { ...FAULT, service: 'dynamo' }] },
      'faults[1].service is "dynamo": give one of dynamodb, kinesis, sqs, s3, lambda, states, function, pipe',
    ],
    [
      { seed: 1, faults: [{ ...FAULT, service: 'pipe' }] },
      'faults[0].kind is "throttle": give one of duplicate, lost-answer, reorder, replay',
    ],
    [{ seed: 1, faults: [{ ...FAULT, rate: 2 }] }, 'faults[0].rate is 2: give a number from 0 to 1'],
    [{ seed: 1, faults: [{ ...FAULT, rate: '1%' }] }, 'faults[0].rate is "1%": give a number from 0 to 1'],
    [{ seed: 1, faults: [{ ...FAULT, operation: '' }] }, 'faults[0].operation is "": give a name'],
    [
      { seed: 1, faults: [{ ...FAULT, after: 3 }] },
      'faults[0] has an unknown key "after": it takes service, operation, kind, rate, burst, delayMs, share',
    ],
  ])('that is %j is refused in one line', (content, line) => {
    expect(() => read(content)).toThrow(`the faults file ${file}: ${line}`);
  });

  test('that does not exist is refused in one line', () => {
    expect(() => readFaultsFile('nowhere.json')).toThrow(/^the faults file nowhere\.json: ENOENT[^\n]*$/);
  });
});
