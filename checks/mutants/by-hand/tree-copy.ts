import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT, workingTreeFiles } from '../../working-tree.ts';

/** Copies the working tree, including uncommitted changes, into `directory`, and links its packages. */
export const copyTree = (directory: string): void => {
  for (const file of workingTreeFiles()) {
    const copy = join(directory, file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(PROJECT_ROOT, file), copy);
  }
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(directory, 'node_modules'));
};
