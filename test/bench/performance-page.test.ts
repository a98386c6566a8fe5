import { expect, test } from '@jest/globals';
import { pageWith } from '../../bench/performance-page.ts';

test('a new page has sections that have not been measured yet', () => {
  const page = pageWith('', 'speed', 'fast');
  expect(page).toMatch(/^# Performance\n/);
  expect(page).toContain('<!-- speed -->\nfast\n<!-- /speed -->');
  expect(page).toContain('<!-- day -->\nNot measured yet.\n<!-- /day -->');
});

test('each command replaces its own section and keeps the others', () => {
  const first = pageWith('', 'speed', 'fast');
  const both = pageWith(first, 'day', 'long');
  expect(both).toContain('<!-- speed -->\nfast\n<!-- /speed -->');
  expect(both).toContain('<!-- day -->\nlong\n<!-- /day -->');
  expect(pageWith(both, 'speed', 'faster')).toBe(both.replace('fast', 'faster'));
  expect(pageWith(both, 'day', 'long')).toBe(both);
});
