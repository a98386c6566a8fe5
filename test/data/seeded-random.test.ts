import { expect, test } from '@jest/globals';
import { seededRandom } from '../../data/seeded-random.ts';

test('gives the numbers that another implementation of sfc32 gives for the same seed', () => {
  // https://github.com/maloquacious/prng/blob/main/sfc32_test.go
  const { uint32 } = seededRandom(12345);
  expect(Array.from({ length: 10 }, uint32)).toEqual([
    235160590, 2967261163, 116171463, 2882324903, 362604721, 4227106926, 1933307004, 1608300071, 2256615412,
    2701957640,
  ]);
});

test('the same seed and stream repeat; a different seed or stream does not', () => {
  const first = (seed: number, stream?: number) => {
    const random = seededRandom(seed, stream);
    return [random.uint32(), random.uint32()];
  };
  expect(first(7)).toEqual(first(7));
  expect(first(7, 1)).toEqual(first(7, 1));
  expect(first(8)).not.toEqual(first(7));
  expect(first(7, 1)).not.toEqual(first(7));
});

test('below(6) throws every side of a die about equally often, and chance keeps its share', () => {
  const random = seededRandom(1);
  const sides = [0, 0, 0, 0, 0, 0];
  for (let roll = 0; roll < 60_000; roll++) {
    const side = random.below(6);
    sides[side] = (sides[side] ?? 0) + 1;
  }
  expect(sides).toHaveLength(6);
  for (const count of sides) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  const hits = Array.from({ length: 10_000 }, () => random.chance(0.11)).filter(Boolean).length;
  expect(Math.abs(hits - 1_100)).toBeLessThan(130);
});

test.each([-1, 1.5, 2 ** 32, Number.NaN])('%p is not a seed', (seed) => {
  expect(() => seededRandom(seed)).toThrow(`seed must be a whole number from 0 to 4294967295, got ${seed}`);
});
