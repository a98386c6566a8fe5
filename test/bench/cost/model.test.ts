import { describe, expect, test } from '@jest/globals';
import {
  auditReads,
  type LineItem,
  monthlyBill,
  ON_DEMAND,
  OTHERS,
  PIPES,
  PROVISIONED,
} from '../../../bench/cost/model.ts';
import { TRIPSTREAM, type Workload } from '../../../bench/cost/workload.ts';

/** A million trips on two streams of one shard each, in full batches of 500, without a daily run. */
const million: Workload = {
  ...TRIPSTREAM,
  hours: 730,
  runs: 0,
  trips: 1_000_000,
  shardsPerStream: 1,
  partitions: 16,
  lanes: 16,
  rounds: 1,
  batches: 4_000,
};
const inBatchesOf100: Workload = { ...million, batches: 20_000 };
const oneRun: Workload = { ...million, runs: 1, batches: 0 };

const total = (lines: readonly LineItem[]): number => lines.reduce((sum, { dollars }) => sum + dollars, 0);

// Every expected amount is computed by hand from the list prices; the arithmetic is next to it.
describe('a line of the bill is its quantity at its price', () => {
  const dollarsByHand: [string, LineItem, number][] = [
    ['2 shards x 730 h x 0.015', PROVISIONED.shardHours(million), 21.9],
    ['2M PUTs x 0.014/M', PROVISIONED.putPayloadUnits(million), 0.028],
    ['2 streams x 730 h x 0.04', ON_DEMAND.streamHours(million), 58.4],
    ['2M x 1 KiB = 1.9073486 GiB x 0.08', ON_DEMAND.dataIn(million), 0.15258789],
    ['2M x 350 B = 0.6519258 GiB x 0.04', ON_DEMAND.dataOut(million), 0.02607703],
    ['4,000 batches x 8 chunks x 0.40/M', PIPES.perBatch(million), 0.0128],
    ['20,000 batches x 2 chunks x 0.40/M', PIPES.perBatch(inBatchesOf100), 0.016],
    ['2M records x 1 chunk x 0.40/M', PIPES.perRecord(million), 0.8],
    ['4,000 x 0.20/M', OTHERS.lambdaRequests(million), 0.0008],
    ['20,000 x 0.20/M', OTHERS.lambdaRequests(inBatchesOf100), 0.004],
    ['18 calls of a run x 0.20/M', OTHERS.lambdaRequests(oneRun), 0.0000036],
    ['4,000 x 1.5 s x 0.5 GB = 3,000 GB-s x 0.0000133334', OTHERS.intakeDuration(million), 0.0400002],
    ['20,000 x 0.4 s x 0.5 GB = 4,000 GB-s x 0.0000133334', OTHERS.intakeDuration(inBatchesOf100), 0.0533336],
    ['2M writes x 0.625/M', OTHERS.tableWrites(million), 1.25],
    ['1M writes x 0.625/M', OTHERS.indexWrites(million), 0.625],
    [
      '16 partitions x 4,578 chunks of 4 KB x 0.5 = 36,624 reads x 0.125/M',
      OTHERS.indexReads({ ...oneRun, indexItemBytes: 300 }),
      0.004578,
    ],
    ['8 + 16 x 1 = 24 transitions x 0.025/1,000', OTHERS.stateTransitions(oneRun), 0.0006],
    ['2 PUTs x 0.005/1,000', OTHERS.s3Puts(oneRun), 0.00001],
    ['44 metrics of alarms x 0.10', OTHERS.alarms(million), 4.4],
    ['1 dashboard x 3', OTHERS.dashboards(million), 3],
    ['17 metrics x 0.30', OTHERS.customMetrics(million), 5.1],
    ['1 key x 1', OTHERS.keys(million), 1],
  ];
  test.each(dollarsByHand)('%s', (_arithmetic, line, expected) => {
    expect(line.dollars).toBeCloseTo(expected, 8);
  });

  test('the functions of a run are billed for their calls and for the pages they read', () => {
    // 18 calls x 0.5 s; 135 MB in 16 partitions are 9 pages of 1 MiB each: 144 x 0.3 s; 52.2 s x 0.5 GB.
    expect(OTHERS.runDuration(oneRun).quantity).toBeCloseTo(26.1, 6);
  });

  test('an item above 1 KB costs a second write', () => {
    expect(OTHERS.tableWrites({ ...million, tripItemBytes: 1_025 }).dollars).toBeCloseTo(2.5, 8);
  });
});

describe('what varies with a million trips', () => {
  const intake = (work: Workload) => [
    OTHERS.lambdaRequests(work),
    OTHERS.intakeDuration(work),
    OTHERS.tableWrites(work),
  ];
  const query = OTHERS.indexReads({ ...oneRun, indexItemBytes: 300 });
  const least = [...intake(million), OTHERS.indexWrites(million), PIPES.perBatch(million), query];
  const most = [...intake(inBatchesOf100), PIPES.perBatch(inBatchesOf100), query];
  const twoIndexWrites = OTHERS.indexWrites({ ...million, trips: 2_000_000 });

  test('is 2.11 to 2.76 on demand', () => {
    const kinesis = [ON_DEMAND.dataIn(million), ON_DEMAND.dataOut(million)];
    expect(total([...least, ...kinesis])).toBeCloseTo(2.11, 2);
    expect(total([...most, twoIndexWrites, ...kinesis])).toBeCloseTo(2.76, 2);
  });

  test('is 1.96 to 2.61 on provisioned shards', () => {
    expect(total([...least, PROVISIONED.putPayloadUnits(million)])).toBeCloseTo(1.96, 2);
    expect(total([...most, twoIndexWrites, PROVISIONED.putPayloadUnits(million)])).toBeCloseTo(2.61, 2);
  });
});

describe('a monthly bill', () => {
  test('of a million trips a day is the sum of its lines, with Pipes once', () => {
    const bill = monthlyBill({ tripsPerDay: 1_000_000, peakFactor: 3 }, 'provisioned');
    const pipes = bill.lines.filter(({ name }) => name.startsWith('Pipes'));
    expect(pipes).toHaveLength(2);
    // By hand: 21.90 + 0.85 + 0.21 + 2.00 + 38.02 + 19.01 + 0.06 + 0.03, 0.42 or 24.33 for Pipes, and 13.50 for
    // what is watched: 4.40 + 3.00 + 5.10 + 1.00.
    expect(bill.totalIfPipesBillsBatches).toBeCloseTo(96.0, 2);
    expect(bill.totalIfPipesBillsRecords).toBeCloseTo(119.91, 2);
    expect(total(bill.lines)).toBeCloseTo(96.0 + 24.33, 2);
  });

  test('names the services of its own stream mode only', () => {
    const names = (mode: 'provisioned' | 'on-demand') =>
      monthlyBill({ tripsPerDay: 1_000, peakFactor: 3 }, mode)
        .lines.map(({ name }) => name)
        .filter((name) => name.startsWith('Kinesis'));
    expect(names('provisioned')).toEqual(['Kinesis shards', 'Kinesis PUTs']);
    expect(names('on-demand')).toEqual(['Kinesis streams', 'Kinesis data in', 'Kinesis data out']);
  });
});

test('shards cost less than an on-demand stream up to peaks of 15 times the mean', () => {
  const kinesis = (peakFactor: number, mode: 'provisioned' | 'on-demand') =>
    total(
      monthlyBill({ tripsPerDay: 100_000_000, peakFactor }, mode).lines.filter(({ name }) =>
        name.startsWith('Kinesis'),
      ),
    );
  // By hand: 1,157 × 15 ÷ 800 are 21.7 shards × 2 streams × 730 h × 0.015 + 6.08 billion PUTs × 0.014/M = 567; one
  // more shard for each stream and for each step of 0.7 costs 22, and on-demand is 602 at any peak.
  expect(kinesis(15, 'provisioned')).toBeLessThan(kinesis(15, 'on-demand'));
  expect(kinesis(16, 'provisioned')).toBeGreaterThan(kinesis(16, 'on-demand'));
});

test('an audit pays for the whole table, at half a read for each 4 KB', () => {
  // By hand: 1,000,000 × 700 bytes are 170,898 times 4,096 bytes; half of that at $0.125 per million.
  const scan = auditReads(1_000_000, { ...TRIPSTREAM, tripItemBytes: 700 });
  expect(scan.quantity).toBeCloseTo(85_449, 0);
  expect(scan.dollars).toBeCloseTo(0.01068, 5);
});
