import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { KNOWN_KEYS } from '../../infra/settings/settings.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/deploying.md'), 'utf8');

test('docs/deploying.md has a row for every setting', () => {
  expect(KNOWN_KEYS.filter((key) => !page.includes(`\n| \`${key}\` |`))).toEqual([]);
});
