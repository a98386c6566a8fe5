import { expect, test } from '@jest/globals';
import { matchesPattern, readEventPattern } from '../../../../local/services/eventbridge/event-pattern.ts';

const EVENT = {
  source: 'aws.states',
  resources: ['arn:1', 'arn:2'],
  detail: { status: 'FAILED', stopDate: 7, output: null, nested: { deep: true } },
};

test.each([
  [{ source: ['aws.states'] }, true],
  [{ source: ['other', 'aws.states'] }, true],
  [{ source: ['other'] }, false],
  [{ resources: ['arn:2'] }, true],
  [{ resources: ['arn:3'] }, false],
  [{ detail: { status: ['FAILED', 'TIMED_OUT'], nested: { deep: [true] } } }, true],
  [{ detail: { status: ['FAILED'], nested: { deep: [false] } } }, false],
  [{ detail: { stopDate: [7] } }, true],
  [{ detail: { stopDate: ['7'] } }, false],
  [{ detail: { output: [null] } }, true],
  [{ detail: { missing: [null] } }, false],
  [{ source: { deeper: ['aws.states'] } }, false],
  [{ detail: ['FAILED'] }, false],
])('%j matches: %s', (pattern, expected) => {
  expect(matchesPattern(readEventPattern(pattern), EVENT)).toBe(expected);
});

test.each([
  [undefined, 'should be an object with fields'],
  [{}, 'should be an object with fields'],
  [{ detail: {} }, 'should be an object with fields at detail'],
  [{ source: 'aws.states' }, 'should have a list of values at source'],
  [{ detail: { status: [] } }, 'should have a list of values at detail.status'],
  [
    { source: [{ prefix: 'aws.' }] },
    'has {"prefix":"aws."} at source: the local cloud matches exact values only',
  ],
])('%j is refused', (pattern, problem) => {
  expect(() => readEventPattern(pattern)).toThrow(problem);
});
