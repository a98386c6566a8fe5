import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');
const OUTPUT = 'functions/contracts/generated/validators.mjs';

test.each([
  ['missing', (path: string) => rmSync(path)],
  ['broken', (path: string) => writeFileSync(path, '<<<<<<< HEAD\n')],
])('npm run generate:validators repairs an output that is %s', (_, spoil) => {
  const copy = mkdtempSync(join(tmpdir(), 'tripstream-generate-'));
  try {
    for (const path of ['package.json', 'functions', 'infra/compile-validators.ts'])
      cpSync(join(ROOT, path), join(copy, path), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    spoil(join(copy, OUTPUT));
    execFileSync(process.execPath, [join(copy, 'infra/compile-validators.ts')], { stdio: 'pipe' });
    expect(readFileSync(join(copy, OUTPUT), 'utf8')).toBe(readFileSync(join(ROOT, OUTPUT), 'utf8'));
  } finally {
    rmSync(copy, { recursive: true });
  }
});
