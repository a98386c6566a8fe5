import { expect, test } from '@jest/globals';
import { importClosure } from '../../../checks/structure/import-closure.ts';

test('what a file loads is itself and what it imports to run, without packages and types', async () => {
  expect(await importClosure('data/ride.ts')).toEqual(['data/ride.ts']);
  expect(await importClosure('checks/structure/import-closure.ts')).toEqual([
    'checks/structure/import-closure.ts',
    'checks/working-tree.ts',
  ]);
});
