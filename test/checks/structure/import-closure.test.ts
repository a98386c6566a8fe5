import { expect, test } from '@jest/globals';
import { importClosure } from '../../../checks/structure/import-closure.ts';

test('a file loads itself and its runtime imports, without packages and types', async () => {
  expect(await importClosure('data/ride.ts')).toEqual(['data/ride.ts']);
  expect(await importClosure('checks/structure/import-closure.ts')).toEqual([
    'checks/structure/import-closure.ts',
    'checks/working-tree.ts',
  ]);
});
