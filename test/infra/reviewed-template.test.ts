import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { METRICS } from '../../functions/trip/metrics.ts';
import { COMPLETED_TRIPS_INDEX } from '../../functions/trip/trip.ts';

test('the reviewed template has every metric, and every attribute that the index projects (else: npm test -- test/infra -u)', () => {
  const reviewed = readFileSync(
    new URL('__snapshots__/tripstream-stack.test.ts.snap', import.meta.url),
    'utf8',
  );
  const missing = [
    ...METRICS.map(({ name }) => `"name": "${name}",`),
    ...COMPLETED_TRIPS_INDEX.projected.map((attribute) => `"${attribute}",`),
  ].filter((line) => !reviewed.includes(` ${line}\n`));
  expect(missing).toEqual([]);
});
