import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT_ROOT = join(import.meta.dirname, '..');

/** The project's files as paths from its root, including uncommitted files but not ignored ones. */
export const workingTreeFiles = (): string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  })
    .split('\0')
    // A linked node_modules is not ignored by git; a deleted file is still listed.
    .filter((file) => file !== '' && file !== 'node_modules' && existsSync(join(PROJECT_ROOT, file)));
