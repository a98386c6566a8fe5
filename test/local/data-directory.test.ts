import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDataDirectory } from '../../local/data-directory.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'data-directory-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

test('one cloud at a time: the second is refused until the first closes', () => {
  const dataDir = path.join(parent, 'new', 'data');
  const first = openDataDirectory(dataDir);
  expect(() => openDataDirectory(dataDir)).toThrow(
    `the data directory ${dataDir} is in use by another local cloud: stop that one or choose another --data`,
  );
  first.close();
  openDataDirectory(dataDir).close();
});

test('a given directory is kept, a temporary one goes', () => {
  const kept = openDataDirectory(parent);
  const temporary = openDataDirectory(undefined);
  for (const directory of [kept, temporary]) {
    writeFileSync(directory.file('x'), '');
    directory.close();
  }
  expect(existsSync(kept.file('x'))).toBe(true);
  expect(existsSync(path.dirname(temporary.file('x')))).toBe(false);
});

test('a path that cannot be a directory is named', () => {
  writeFileSync(path.join(parent, 'file'), '');
  expect(() => openDataDirectory(path.join(parent, 'file'))).toThrow(
    `cannot use the data directory ${path.join(parent, 'file')}`,
  );
});
