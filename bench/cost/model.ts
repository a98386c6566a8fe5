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

export const shardHours = (work: Workload): LineItem =>
  line('Kinesis shards', work.streams * work.shardsPerStream * work.hours, PRICES.kinesisShardHour);

export const putPayloadUnits = (work: Workload): LineItem =>
  line(
    'Kinesis PUTs',
    eventsOf(work) * Math.ceil(work.eventBytes / (25 * KIB)),
    PRICES.kinesisPutPayloadUnit,
  );

export const streamHours = (work: Workload): LineItem =>
  line('Kinesis streams', work.streams * work.hours, PRICES.kinesisStreamHour);

export const dataIn = (work: Workload): LineItem =>
  line(
    'Kinesis data in',
    (eventsOf(work) * Math.ceil(work.eventBytes / KIB) * KIB) / GIB,
    PRICES.kinesisGibIn,
  );

export const dataOut = (work: Workload): LineItem =>
  line('Kinesis data out', (eventsOf(work) * work.eventBytes) / GIB, PRICES.kinesisGibOut);

const pipeRequests = (bytes: number): number => Math.ceil(bytes / (64 * KIB));

export const pipesPerBatch = (work: Workload): LineItem =>
  line(
    'Pipes, if billed per batch',
    work.batches * pipeRequests((eventsOf(work) / work.batches) * work.pipeRecordBytes),
    PRICES.pipesRequest,
  );

export const pipesPerRecord = (work: Workload): LineItem =>
  line(
    'Pipes, if billed per record',
    eventsOf(work) * pipeRequests(work.pipeRecordBytes),
    PRICES.pipesRequest,
  );

/** One call plans, each round calls every lane, one publishes. */
const runCalls = (work: Workload): number => work.runs * (work.rounds * work.lanes + 2);

export const lambdaRequests = (work: Workload): LineItem =>
  line('Lambda requests', work.batches + runCalls(work), PRICES.lambdaRequest);

const partitionBytes = ({ trips, completedShare, indexItemBytes, runs, partitions }: Workload): number =>
  (trips * completedShare * indexItemBytes) / runs / partitions;

export const intakeDuration = (work: Workload): LineItem => {
  const seconds = work.batches * work.batchBaseSeconds + eventsOf(work) * work.batchSecondsPerRecord;
  return line('Lambda duration, intake', seconds * work.functionMemoryGb, PRICES.lambdaGbSecond);
};

export const runDuration = (work: Workload): LineItem => {
  const pages = work.runs * work.partitions * Math.ceil(partitionBytes(work) / PAGE_BYTES);
  const seconds = runCalls(work) * work.runCallSeconds + pages * work.runPageSeconds;
  return line('Lambda duration, daily run', seconds * work.functionMemoryGb, PRICES.lambdaGbSecond);
};

export const tableWrites = (work: Workload): LineItem =>
  line('DynamoDB table writes', eventsOf(work) * Math.ceil(work.tripItemBytes / KIB), PRICES.dynamoDbWrite);

/** A trip enters the index once, when its second half arrives. Later writes do not touch the index. */
export const indexWrites = (work: Workload): LineItem =>
  line(
    'DynamoDB index writes',
    work.trips * work.completedShare * Math.ceil(work.indexItemBytes / KIB),
    PRICES.dynamoDbWrite,
  );

/** An eventually consistent read is half a read; each partition rounds up on its own. */
export const indexReads = (work: Workload): LineItem =>
  line(
    'DynamoDB daily query',
    work.runs * work.partitions * Math.ceil(partitionBytes(work) / (4 * KIB)) * 0.5,
    PRICES.dynamoDbRead,
  );

/**
 * An audit scans the whole table, and pays for what it reads before any filter; an eventually consistent read is half.
 */
export const auditReads = (tripsInTable: number, { tripItemBytes }: Assumptions): LineItem =>
  line('DynamoDB scan of an audit', (tripsInTable * tripItemBytes * 0.5) / (4 * KIB), PRICES.dynamoDbRead);

export const stateTransitions = (work: Workload): LineItem =>
  line(
    'Step Functions',
    work.runs * (work.statesPerRun + 2 * (work.rounds - 1) + work.rounds * work.lanes * work.statesPerCall),
    PRICES.stateTransition,
  );

export const s3Puts = (work: Workload): LineItem =>
  line('S3 PUTs', work.runs * work.s3PutsPerRun, PRICES.s3Put);

const months = ({ hours }: Workload): number => hours / HOURS_PER_MONTH;

export const alarms = (work: Workload): LineItem =>
  line('CloudWatch alarms', work.alarmMetrics * months(work), PRICES.cloudWatchAlarm);

export const dashboards = (work: Workload): LineItem =>
  line('CloudWatch dashboard', work.dashboards * months(work), PRICES.cloudWatchDashboard);

export const customMetrics = (work: Workload): LineItem =>
  line('CloudWatch custom metrics', work.customMetrics * months(work), PRICES.cloudWatchMetric);

export const keys = (work: Workload): LineItem =>
  line('KMS keys', work.customerManagedKeys * months(work), PRICES.kmsKey);

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

/** What a month of a volume costs. */
export const monthlyBill = (volume: Volume, mode: Mode): Bill => {
  const work = monthOf(volume, mode);
  const kinesis = mode === 'provisioned' ? [shardHours, putPayloadUnits] : [streamHours, dataIn, dataOut];
  const stream = kinesis.map((item) => item(work));
  const [perBatch, perRecord] = [pipesPerBatch(work), pipesPerRecord(work)];
  const rest = [
    lambdaRequests,
    intakeDuration,
    runDuration,
    tableWrites,
    indexWrites,
    indexReads,
    stateTransitions,
    s3Puts,
    alarms,
    dashboards,
    customMetrics,
    keys,
  ].map((item) => item(work));
  return {
    mode,
    shardsPerStream: work.shardsPerStream,
    trips: work.trips,
    lines: [...stream, perBatch, perRecord, ...rest],
    totalIfPipesBillsBatches: sum([...stream, perBatch, ...rest]),
    totalIfPipesBillsRecords: sum([...stream, perRecord, ...rest]),
  };
};
