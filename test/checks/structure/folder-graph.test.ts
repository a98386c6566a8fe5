import { expect, test } from '@jest/globals';
import { folderCircles, folderGraph } from '../../../checks/structure/folder-graph.ts';

const circlesOf = (texts: Readonly<Record<string, string>>) =>
  folderCircles(folderGraph(Object.entries(texts).map(([path, text]) => ({ path, text }))));

test('a folder that another imports, and that imports nothing back, is in no circle', () => {
  expect(
    circlesOf({
      'a/x.ts': "import { y } from '../b/y.ts';\nimport { z } from './z.ts';",
      'a/z.ts': "import { readFile } from 'node:fs';",
      'b/y.ts': 'export const y = 1;',
    }),
  ).toEqual([]);
});

test('a circle is found through a third folder, and through a folder above', () => {
  expect(
    circlesOf({
      'a/x.ts': "import { y } from '../b/y.ts';",
      'b/y.ts': "export { z } from '../c/z.ts';",
      'c/z.ts': "const load = () => import('../a/x.ts');",
      'd/main.ts': "import './e/v.ts';",
      'd/e/v.ts': "import type { Settings } from '../settings.ts';",
      'f/only.ts': "import { y } from '../b/y.ts';",
    }),
  ).toEqual([
    ['a', 'b', 'c'],
    ['d', 'd/e'],
  ]);
});
