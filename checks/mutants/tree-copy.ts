import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

const filesOfTree = (): string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  })
    .split('\0')
    // A linked node_modules is not ignored by git; a deleted file is still listed.
    .filter((file) => file !== '' && file !== 'node_modules' && existsSync(join(PROJECT_ROOT, file)));

/** Copies the working tree as it is, uncommitted changes too, into `directory`, and links its packages. */
export const copyTree = (directory: string): void => {
  for (const file of filesOfTree()) {
    const copy = join(directory, file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(PROJECT_ROOT, file), copy);
  }
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(directory, 'node_modules'));
};
