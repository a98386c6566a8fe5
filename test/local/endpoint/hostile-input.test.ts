import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { parseInput, plainBody } from '../../../local/endpoint/aws-json-protocol.ts';
import { parseQuery } from '../../../local/endpoint/aws-query-protocol.ts';
import { textOf } from '../../../local/values/json.ts';

describe('the names of a form’s parameters', () => {
  test('reach no prototype', () => {
    parseQuery([
      ['__proto__.polluted', 'x'],
      ['constructor.prototype.polluted', 'x'],
      ['a.__proto__.polluted', 'x'],
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect('polluted' in {}).toBe(false);
  });

  test('have at most 32 parts', () => {
    expect(() => parseQuery([[`${'a.'.repeat(40)}b`, 'x']])).toThrow('more than 32 parts');
    expect(() => parseQuery([['Tags.entry.1.key.x', 'x']])).toThrow('a key that is not text');
  });
});

describe('a compressed body', () => {
  const headers = { 'content-encoding': 'gzip' };

  test('is refused if it is not compressed, or holds more than any service takes', () => {
    expect(() => plainBody({ headers }, Buffer.from('{}'))).toThrow('is not gzip');
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    expect(() => plainBody({ headers }, bomb)).toThrow('is not gzip');
    expect(plainBody({ headers }, gzipSync('{}')).toString()).toBe('{}');
  });
});

test('an object with a toString of its own can be shown', () => {
  const hostile = parseInput('{"token":{"toString":1,"__proto__":{"x":1}}}').token;
  expect(textOf(hostile)).toBe('{"toString":1,"__proto__":{"x":1}}');
});
