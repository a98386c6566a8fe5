import { expect, test } from '@jest/globals';
import { fuzz } from '../../../checks/fuzz/fuzz.ts';

test('5,000 hostile payloads end stored or quarantined, and nothing throws (if not: npm run fuzz -- payloads --seed N --path P)', async () => {
  const counts = await fuzz(5_000, Date.now() % 2 ** 31);
  expect(counts.stored + counts.quarantined).toBe(10_000);
  expect(counts.stored).toBeGreaterThan(250);
  expect(counts.quarantined).toBeGreaterThan(1_000);
}, 180_000);
