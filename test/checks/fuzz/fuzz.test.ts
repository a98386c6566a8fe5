import { expect, test } from '@jest/globals';
import { fuzz } from '../../../checks/fuzz/fuzz.ts';

test('2,000 hostile payloads end stored or quarantined, and nothing throws (else: npm run fuzz -- payloads --seed N --path P)', async () => {
  const counts = await fuzz(2_000, Date.now() % 2 ** 31);
  expect(counts.stored + counts.quarantined).toBe(4_000);
  expect(counts.stored).toBeGreaterThan(100);
  expect(counts.quarantined).toBeGreaterThan(400);
}, 180_000);
