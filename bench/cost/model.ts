import { PAGE_BYTES } from '../../functions/contracts/agreed.ts';
import { PRICES, type Price } from './prices.ts';
import {
  type Assumptions,
  HOURS_PER_MONTH,
  type Mode,
  monthOf,
  type Volume,
  type Workload,
} from './workload.ts';

const KIB = 1_024;
const GIB = 1_024 ** 3;

/** One line of a bill: a number of units at a price. */
export interface LineItem {
  readonly name: string;
  readonly quantity: number;
  readonly price: Price;
  readonly dollars: number;
}

const line = (name: string, quantity: number, price: Price): LineItem => ({
  name,
  quantity,
  price,
  dollars: (quantity / price.per) * price.dollars,
});

const eventsOf = ({ trips, streams }: Workload): number => trips * streams;

const pipeRequests = (bytes: number): number => Math.ceil(bytes / (64 * KIB));

/** One call plans, each round calls every lane, and one call publishes. */
const runCalls = (work: Workload): number => work.runs * (work.rounds * work.lanes + 2);

const partitionBytes = ({ trips, completedShare, indexItemBytes, runs, partitions }: Workload): number =>
  (trips * completedShare * indexItemBytes) / runs / partitions;

const months = ({ hours }: Workload): number => hours / HOURS_PER_MONTH;

type Lines = Readonly<Record<string, (work: Workload) => LineItem>>;

export const PROVISIONED = {
  shardHours: (work) =>
    line('Kinesis shards', work.streams * work.shardsPerStream * work.hours, PRICES.kinesisShardHour),
  putPayloadUnits: (work) => {
    const units = eventsOf(work) * Math.ceil(work.eventBytes / (25 * KIB));
    return line('Kinesis PUTs', units, PRICES.kinesisPutPayloadUnit);
  },
} satisfies Lines;

export const ON_DEMAND = {
  streamHours: (work) => line('Kinesis streams', work.streams * work.hours, PRICES.kinesisStreamHour),
  dataIn: (work) => {
    const bytes = eventsOf(work) * Math.ceil(work.eventBytes / KIB) * KIB;
    return line('Kinesis data in', bytes / GIB, PRICES.kinesisGibIn);
  },
  dataOut: (work) => line('Kinesis data out', (eventsOf(work) * work.eventBytes) / GIB, PRICES.kinesisGibOut),
} satisfies Lines;

export const PIPES = {
  perBatch: (work) => {
    const bytes = (eventsOf(work) / work.batches) * work.pipeRecordBytes;
    return line('Pipes, if billed per batch', work.batches * pipeRequests(bytes), PRICES.pipesRequest);
  },
  perRecord: (work) => {
    const requests = eventsOf(work) * pipeRequests(work.pipeRecordBytes);
    return line('Pipes, if billed per record', requests, PRICES.pipesRequest);
  },
} satisfies Lines;

export const OTHERS = {
  lambdaRequests: (work) => line('Lambda requests', work.batches + runCalls(work), PRICES.lambdaRequest),
  intakeDuration: (work) => {
    const seconds = work.batches * work.batchBaseSeconds + eventsOf(work) * work.batchSecondsPerRecord;
    return line('Lambda duration, intake', seconds * work.functionMemoryGb, PRICES.lambdaGbSecond);
  },
  runDuration: (work) => {
    const pages = work.runs * work.partitions * Math.ceil(partitionBytes(work) / PAGE_BYTES);
    const seconds = runCalls(work) * work.runCallSeconds + pages * work.runPageSeconds;
    return line('Lambda duration, daily run', seconds * work.functionMemoryGb, PRICES.lambdaGbSecond);
  },
  tableWrites: (work) => {
    const writes = eventsOf(work) * Math.ceil(work.tripItemBytes / KIB);
    return line('DynamoDB table writes', writes, PRICES.dynamoDbWrite);
  },
  /** A trip enters the index once, when its second half arrives. Later writes do not touch the index. */
  indexWrites: (work) => {
    const writes = work.trips * work.completedShare * Math.ceil(work.indexItemBytes / KIB);
    return line('DynamoDB index writes', writes, PRICES.dynamoDbWrite);
  },
  /** An eventually consistent read counts half; each partition is rounded up separately. */
  indexReads: (work) => {
    const reads = work.runs * work.partitions * Math.ceil(partitionBytes(work) / (4 * KIB)) * 0.5;
    return line('DynamoDB daily query', reads, PRICES.dynamoDbRead);
  },
  stateTransitions: (work) => {
    const ofRun = work.statesPerRun + 2 * (work.rounds - 1) + work.rounds * work.lanes * work.statesPerCall;
    return line('Step Functions', work.runs * ofRun, PRICES.stateTransition);
  },
  s3Puts: (work) => line('S3 PUTs', work.runs * work.s3PutsPerRun, PRICES.s3Put),
  alarms: (work) => line('CloudWatch alarms', work.alarmMetrics * months(work), PRICES.cloudWatchAlarm),
  dashboards: (work) =>
    line('CloudWatch dashboard', work.dashboards * months(work), PRICES.cloudWatchDashboard),
  customMetrics: (work) =>
    line('CloudWatch custom metrics', work.customMetrics * months(work), PRICES.cloudWatchMetric),
  keys: (work) => line('KMS keys', work.customerManagedKeys * months(work), PRICES.kmsKey),
} satisfies Lines;

/** An audit pays for the whole table, before any filter. An eventually consistent read counts half. */
export const auditReads = (tripsInTable: number, { tripItemBytes }: Assumptions): LineItem =>
  line('DynamoDB scan of an audit', (tripsInTable * tripItemBytes * 0.5) / (4 * KIB), PRICES.dynamoDbRead);

/** A month's bill. It has two lines for Pipes, because AWS does not define a pipe's request: only one of them applies. */
export interface Bill {
  readonly mode: Mode;
  readonly shardsPerStream: number;
  readonly trips: number;
  readonly lines: readonly LineItem[];
  readonly totalIfPipesBillsBatches: number;
  readonly totalIfPipesBillsRecords: number;
}

const sum = (lines: readonly LineItem[]): number => lines.reduce((total, { dollars }) => total + dollars, 0);

/** What a month costs at a given volume. */
export const monthlyBill = (volume: Volume, mode: Mode): Bill => {
  const work = monthOf(volume, mode);
  const linesOf = (lines: Lines) => Object.values(lines).map((lineOf) => lineOf(work));
  const stream = linesOf(mode === 'provisioned' ? PROVISIONED : ON_DEMAND);
  const [perBatch, perRecord] = [PIPES.perBatch(work), PIPES.perRecord(work)];
  const rest = linesOf(OTHERS);
  return {
    mode,
    shardsPerStream: work.shardsPerStream,
    trips: work.trips,
    lines: [...stream, perBatch, perRecord, ...rest],
    totalIfPipesBillsBatches: sum([...stream, perBatch, ...rest]),
    totalIfPipesBillsRecords: sum([...stream, perRecord, ...rest]),
  };
};
