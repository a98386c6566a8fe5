import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { QUOTA_NAMES, QUOTAS } from '../../../infra/capacity/aws-limits.ts';
import { derivedSize, sizeFor } from '../../../infra/capacity/derive-size.ts';
import type { RaisedQuotas, Size } from '../../../infra/capacity/size.ts';

const RAISED: RaisedQuotas = { tableWrites: 80_000 };

describe('the size of a volume, worked out by hand', () => {
  const small = {
    // 1,000 ÷ 86,400 s × 3 is 0.03 records a second at peak, and 5 million 173.6: a fifth of a shard.
    shardMode: 'provisioned',
    shards: 1,
    // A batch of 500 takes 0.125 + 500 × 0.00275 = 1.5 s, so a lane takes in 333.3 records a second. Twice 173.6 are
    // 347, which is more than one lane.
    lanesPerShard: 2,
    // At the mean, a lane gets 57.9 ÷ 2 = 28.9 records a second at most: 500 take 17 s, and 10 are allowed.
    batchWindowSeconds: 10,
    // 347 writes a second ÷ (1,000 × 0.8) is one partition; 16 is the least.
    partitions: 16,
    missingRunHours: 26,
    throughput: {
      // Two lanes take in 667 records a second, on each stream: 1,333 writes. A new table takes 4,000.
      // An audit reads 40 × 128 units ÷ 0.3 s = 17,067 a second.
      table: { warm: { reads: 12_000, writes: 4_000 }, most: { reads: 34_134, writes: 8_000 } },
      // 16 lanes × 128 ÷ 0.3 s = 6,827 reads a second, below what a new index takes.
      index: { warm: { reads: 12_000, writes: 4_000 }, most: { reads: 24_000, writes: 8_000 } },
    },
  };

  test.each([1_000, 100_000, 5_000_000])('%i trips a day fit the smallest size', (tripsPerDay) => {
    expect(sizeFor({ tripsPerDay, peakFactor: 3 })).toEqual(small);
  });

  test('500 million trips a day', () => {
    expect(sizeFor({ tripsPerDay: 500_000_000, peakFactor: 3, raisedQuotas: RAISED })).toEqual({
      shardMode: 'provisioned',
      // 5,787 a second on average, 17,361 at peak ÷ (1,000 × 0.8) = 21.7.
      shards: 22,
      // 2 × 17,361 ÷ (22 × 333.3) = 4.7.
      lanesPerShard: 5,
      // 5,787 ÷ 110 lanes = 52.6 a second: 500 take 9.5 s.
      batchWindowSeconds: 10,
      // 34,722 ÷ 800 = 43.4, and 40 lanes of two partitions each are the fewest that are equally long.
      partitions: 80,
      // 67.5 GB ÷ 80 are 804.7 MiB: 2 × 805 pages × 0.3 s = 483 s are well below an hour.
      missingRunHours: 26,
      throughput: {
        // 110 lanes × 333.3 × 2 streams = 73,333 writes a second; no more than the 80,000 of the quota.
        table: { warm: { reads: 12_000, writes: 73_334 }, most: { reads: 34_134, writes: 80_000 } },
        // 36,667 writes, and 40 lanes × 128 ÷ 0.3 s = 17,067 reads.
        index: { warm: { reads: 17_067, writes: 36_667 }, most: { reads: 34_134, writes: 73_334 } },
      },
    });
  });

  test('peaks that would leave many shards idle make the streams on-demand, with room for twice the peak', () => {
    const size = sizeFor({ tripsPerDay: 20_000_000, peakFactor: 20 });
    // 231.5 × 20 = 4,630 a second: 9.3 shards with room for twice as much; 9,259 ÷ (10 × 333.3) = 2.8 lanes.
    expect(size).toMatchObject({ shardMode: 'on-demand', shards: 10, lanesPerShard: 3 });
  });
});

describe('what is given wins, and is checked', () => {
  const demand = { tripsPerDay: 500_000_000, peakFactor: 3, raisedQuotas: RAISED };

  test('more partitions and shards than needed are taken as they are', () => {
    const size = sizeFor({ ...demand, partitions: 60, shards: 40 });
    // 34,722 ÷ (40 × 333.3) = 2.6 lanes.
    expect(size).toMatchObject({ partitions: 60, shards: 40, lanesPerShard: 3 });
  });

  test('on-demand streams are kept, with three lanes for each shard that AWS is assumed to keep', () => {
    expect(sizeFor({ ...demand, shardMode: 'on-demand' })).toMatchObject({
      shardMode: 'on-demand',
      shards: 35,
      lanesPerShard: 3,
    });
  });

  test.each([
    [
      { partitions: 43 },
      'partitions=43 is too few for tripsPerDay=500000000 with peakFactor=3: set at least 44',
    ],
    [{ shards: 21 }, 'shards=21 is too few for tripsPerDay=500000000 with peakFactor=3: set at least 22'],
    [{ shardMode: 'on-demand', shards: 40 }, 'shards=40 is for provisioned streams'],
    [{ tripsPerDay: 2_000_000_000 }, 'needs 174 index partitions a day, and a day has at most 100'],
  ] as const)('%j is refused', (given, reason) => {
    expect(() => sizeFor({ ...demand, ...given })).toThrow(reason);
  });
});

describe('what does not fit a quota is refused in one line', () => {
  test.each([
    [
      { tripsPerDay: 500_000_000, peakFactor: 3 },
      'needs 73,334 write units a second (the quota "DynamoDB, Table-level write throughput limit" is 40,000): have AWS raise it, then say so with -c raisedQuotas=tableWrites:73334',
    ],
    [
      { tripsPerDay: 500_000_000, peakFactor: 3, shards: 101, raisedQuotas: RAISED },
      // 101 shards × 2 lanes × 333.3 × 2 streams = 134,667.
      'needs 134,667 write units a second (the quota "DynamoDB, Table-level write throughput limit" is 80,000) and 202 shards (the quota "Kinesis, Shards per Region" is 200): have AWS raise it, then say so with -c raisedQuotas=tableWrites:134667,shards:202',
    ],
    [
      { tripsPerDay: 2_000_000, peakFactor: 1_000 },
      // 23,148 a second are 46.3 shards with room for twice as much: 47 × 3 lanes × 333.3 × 2 streams.
      'needs 94,000 write units a second (the quota "DynamoDB, Table-level write throughput limit" is 40,000)',
    ],
  ])('%j', (demand, reason) => {
    const refusal = () => sizeFor(demand);
    expect(refusal).toThrow(reason);
    expect(refusal).not.toThrow('\n');
  });

  test('what the line asks for is enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_100_000_000 }), (tripsPerDay) => {
        const { size, excesses } = derivedSize({ tripsPerDay, peakFactor: 3 });
        const raisedQuotas = Object.fromEntries(excesses.map(({ quota, needed }) => [quota, needed]));
        expect(sizeFor({ tripsPerDay, peakFactor: 3, raisedQuotas }).shards).toBe(size.shards);
      }),
    );
  });
});

const volume = fc.integer({ min: 1, max: 1_000_000_000 });
const peak = fc.integer({ min: 1, max: 3 });

/** Everything that must not shrink when the volume grows. */
const growing = ({ shards, lanesPerShard, partitions, throughput }: Size): number[] => [
  ...[shards, shards * lanesPerShard, partitions],
  ...[throughput?.table, throughput?.index].flatMap((one) => [
    ...[one?.warm.reads ?? 0, one?.warm.writes ?? 0, one?.most.reads ?? 0, one?.most.writes ?? 0],
  ]),
];

describe('for every volume', () => {
  test('a larger one never gets less', () => {
    fc.assert(
      fc.property(volume, volume, peak, (one, other, peakFactor) => {
        const sizeOf = (tripsPerDay: number) => growing(derivedSize({ tripsPerDay, peakFactor }).size);
        const [smaller, larger] = [sizeOf(Math.min(one, other)), sizeOf(Math.max(one, other))];
        expect(larger.map((value, index) => value >= (smaller[index] ?? 0))).not.toContain(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a size that passes is within every quota, and takes twice the peak', () => {
    fc.assert(
      fc.property(volume, fc.integer({ min: 1, max: 100 }), (tripsPerDay, peakFactor) => {
        const size = fittingSize(tripsPerDay, peakFactor);
        fc.pre(size !== undefined);
        const { shards, lanesPerShard, partitions, throughput } = size;
        const streams = 2;
        expect(shards * lanesPerShard * streams).toBeLessThanOrEqual(QUOTAS.pipes.byDefault);
        expect(shards * lanesPerShard * streams + 40 + 40).toBeLessThanOrEqual(QUOTAS.functions.byDefault);
        for (const { warm, most } of [throughput?.table, throughput?.index].filter(
          (one) => one !== undefined,
        )) {
          expect(Math.max(warm.writes, most.writes)).toBeLessThanOrEqual(QUOTAS.tableWrites.byDefault);
          expect(Math.max(warm.reads, most.reads)).toBeLessThanOrEqual(QUOTAS.tableReads.byDefault);
        }
        expect([lanesPerShard <= 10, partitions <= 100]).not.toContain(false);
        const peakRate = (tripsPerDay / 86_400) * peakFactor;
        expect(peakRate / shards).toBeLessThanOrEqual(1_000);
        expect(shards * lanesPerShard * (500 / 1.5)).toBeGreaterThanOrEqual(peakRate * 2 - 1e-6);
        // The most that the lanes can take in is within what one key of the index takes.
        expect((shards * lanesPerShard * (500 / 1.5)) / partitions).toBeLessThanOrEqual(1_000);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the names of quotas are those that a setting takes', () => {
    expect(QUOTA_NAMES).toEqual(Object.keys(QUOTAS));
  });
});

const fittingSize = (tripsPerDay: number, peakFactor: number): Size | undefined => {
  try {
    return sizeFor({ tripsPerDay, peakFactor });
  } catch (error) {
    if (error instanceof Error && error.name === 'DoesNotFit') return undefined;
    throw error;
  }
};
