/** Random numbers that are the same for the same seed on every machine, computed with integer arithmetic only. */
export interface SeededRandom {
  /** A whole number from 0 to 2³² − 1. */
  uint32(): number;
  /** A whole number from 0 to `bound` − 1; `bound` at most 2²¹, so that the product below is exact. */
  below(bound: number): number;
  /** True with the probability `share` (0 to 1). */
  chance(share: number): boolean;
}

const UINT32_VALUES = 2 ** 32;

/** PractRand's own seeding discards this many numbers; after that, similar seeds give visibly unrelated numbers. */
const WARM_UP_ROUNDS = 12;

/**
 * The generator sfc32 ("small fast counting") by Chris Doty-Humphrey, public domain, from PractRand:
 * https://pracrand.sourceforge.net/RNG_engines.txt
 */
const sfc32 = (a: number, b: number, c: number, counter: number): (() => number) => {
  let [x, y, z, count] = [a | 0, b | 0, c | 0, counter | 0];
  return () => {
    const output = (x + y + count) | 0;
    count = (count + 1) | 0;
    x = y ^ (y >>> 9);
    y = (z + (z << 3)) | 0;
    z = (((z << 21) | (z >>> 11)) + output) | 0;
    return output >>> 0;
  };
};

/**
 * The random numbers for `seed` (0 to 2³² − 1); each `stream` (in the same range) of a seed is a sequence of its own.
 *
 * @throws {RangeError} if the seed is not a whole number in that range
 */
export const seededRandom = (seed: number, stream = 0): SeededRandom => {
  if (!Number.isInteger(seed) || seed < 0 || seed >= UINT32_VALUES) {
    throw new RangeError(`seed must be a whole number from 0 to ${UINT32_VALUES - 1}, got ${seed}`);
  }
  const uint32 = sfc32(0, seed, stream, 1);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) uint32();
  return {
    uint32,
    below: (bound) => Math.floor((uint32() * bound) / UINT32_VALUES),
    chance: (share) => uint32() < share * UINT32_VALUES,
  };
};
