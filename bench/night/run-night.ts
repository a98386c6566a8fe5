import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KPI_RUN, MOST_PLANNED_EVENTS, PAGE_MARGIN_MILLISECONDS } from '../../functions/contracts/agreed.ts';
import {
  type Validator,
  validateAggregateRequest,
  validatePlanRequest,
  validatePublishRequest,
} from '../../functions/contracts/generated/validators.mjs';
import { daysOfOutput, type KpiRunOutput } from '../../functions/contracts/kpi-run.ts';
import { currentKey, type StoredFile } from '../../functions/contracts/metrics-file.ts';
import { aggregatePartitions } from '../../functions/daily-kpi/aggregate-partition.ts';
import { planKpiRun } from '../../functions/daily-kpi/plan-kpi-run.ts';
import { type PublishPorts, publishMetrics } from '../../functions/daily-kpi/publish-metrics.ts';
import { dateDaysBefore } from '../../functions/trip/business-time.ts';
import { derivedSize } from '../../infra/capacity/derive-size.ts';
import { WORKLOAD } from '../../infra/capacity/workload.ts';
import { ExecutionRun } from '../../local/services/step-functions/execution-run.ts';
import { ExecutionStore } from '../../local/services/step-functions/execution-store.ts';
import { compileDefinition } from '../../local/services/step-functions/flow.ts';
import type { HistoryEvent } from '../../local/services/step-functions/history.ts';
import type { LambdaCalls } from '../../local/services/step-functions/lambda-task.ts';
import { parseJson, StatesError, toStateData } from '../../local/services/step-functions/state-data.ts';
import { arn } from '../../local/values/account.ts';
import { bucket } from '../../test/functions/daily-kpi/metrics-bucket-under-test.ts';
import { IndexModel } from './index-model.ts';
import { VirtualTime } from './virtual-time.ts';

const DEFINITION = join(import.meta.dirname, '..', '..', 'statemachines', 'daily-kpi.asl.json');
const STARTED_AT = '2024-05-26T09:15:00.000Z';
const YESTERDAY = '2024-05-25';
const TIME_ZONE = 'America/New_York';

export interface Night {
  readonly tripsPerDay: number;
  /** How many days before yesterday had late completions. */
  readonly markedDays: number;
  /** Default: 1, as in DynamoDB. Larger pages take proportionally longer to read, and make the simulation faster. */
  readonly pageMegabytes?: number;
}

/** The result of a nightly run. */
export interface NightReport extends Night {
  readonly partitions: number;
  readonly status: string;
  readonly summedDays: number;
  readonly waitingDays: number;
  readonly failedDays: number;
  /** From the start of the run to the publication of yesterday's metrics; null if they were not published. */
  readonly yesterdaySeconds: number | null;
  readonly seconds: number;
  readonly events: number;
  readonly calls: number;
  readonly pages: number;
  readonly throttledReads: number;
  /** Empty if everything is right. */
  readonly problems: readonly string[];
}

type Handler = (payload: unknown) => Promise<unknown>;

const validated =
  <Request>(validate: Validator<Request>, work: (request: Request) => Promise<unknown>): Handler =>
  async (payload) => {
    if (!validate(payload)) throw new Error(`refused: ${JSON.stringify(validate.errors)}`);
    return work(payload);
  };

/** The run's real functions, over a model of the index, an in-memory bucket, and marks on the given number of days. */
const functionsOver = (
  { markedDays }: Night,
  partitions: number,
  index: IndexModel,
  time: VirtualTime,
  ports: PublishPorts,
): Readonly<Record<string, Handler>> => {
  const marked = Array.from({ length: markedDays }, (_, day) => dateDaysBefore(YESTERDAY, day + 1));
  const everyDay = Array.from({ length: 400 }, (_, day) => dateDaysBefore(YESTERDAY, day));
  const plan = planKpiRun(
    { partitionCount: partitions, timeZone: TIME_ZONE, lookBackDays: Math.max(1, markedDays) },
    {
      readLateMarks: async (dates) =>
        new Map(dates.filter((date) => marked.includes(date)).map((date) => [date, STARTED_AT])),
      readPublishedDates: async () => new Set(everyDay),
      readTableCreation: async () => new Date(0),
      readPastSettings: async () => ({ largestPartitionCount: partitions, leastKeptDays: undefined }),
    },
  );
  return {
    PlanKpiRun: validated(validatePlanRequest, plan),
    AggregatePartition: validated(validateAggregateRequest, (request) => {
      const answersAt = time.nowMs() + KPI_RUN.callSeconds * 1_000 - PAGE_MARGIN_MILLISECONDS;
      return aggregatePartitions(request, {
        readPage: (partition, cursor) => index.readPage(partition, cursor),
        isTimeShort: () => time.nowMs() > answersAt,
        now: () => new Date(time.nowMs()),
      });
    }),
    PublishMetrics: validated(validatePublishRequest, (request) => publishMetrics(request, ports)),
  };
};

/** A stand-in for Lambda: calls take time, and errors have the form in which Step Functions gets them. */
const lambdaOf = (functions: Readonly<Record<string, Handler>>, time: VirtualTime, onCall: () => void) => {
  const call: LambdaCalls['call'] = async ({ functionName, payload }) => {
    onCall();
    const handler = functions[functionName.split(':').at(-1) ?? ''];
    if (handler === undefined) throw new Error(`the definition calls ${functionName}`);
    const request = parseJson(toStateData(payload, `The payload for ${functionName}`));
    try {
      await time.sleep(WORKLOAD.runCallSeconds * 1_000);
      const result = await handler(request);
      return { StatusCode: 200, Payload: parseJson(toStateData(result, `The result of ${functionName}`)) };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      throw new StatesError(name, JSON.stringify({ errorType: name, errorMessage: message }));
    } finally {
      time.busy();
    }
  };
  return { call };
};

const machineOf = (log: (event: HistoryEvent) => void) => {
  const text = readFileSync(DEFINITION, 'utf8').replace(/\$\{(\w+)FunctionArn\}/g, (_, name) =>
    arn('lambda', `function:${name}`),
  );
  const definition: unknown = JSON.parse(text);
  return {
    ...{ name: 'daily-kpi', arn: arn('states', 'stateMachine:daily-kpi'), roleArn: '' },
    flow: compileDefinition('daily-kpi', definition),
    timeoutSeconds: KPI_RUN.timeoutSeconds,
    log: (_execution: string, event: HistoryEvent) => log(event),
  };
};

/** What the run should have done but did not do. */
const problemsOf = (
  report: Omit<NightReport, 'problems'>,
  days: KpiRunOutput['days'],
  files: ReadonlyMap<string, StoredFile>,
  index: IndexModel,
): readonly string[] => {
  const { trips, cents } = index.ofPartition;
  const totalCents = cents * BigInt(report.partitions);
  const fraction = String(totalCents % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const metrics = `"total_fare":${totalCents / 100n}${fraction && `.${fraction}`},"count_trips":${trips * report.partitions},`;
  const wrong = days
    .filter(
      ({ date, status }) => status !== 'waiting' && !files.get(currentKey(date))?.text.includes(metrics),
    )
    .map(({ date }) => `${date}: the published metrics are not ${metrics}`);
  const dates = days.map(({ date }) => date);
  return [
    ...(report.status === 'SUCCEEDED' ? [] : [`the execution ended ${report.status}`]),
    ...(report.events < MOST_PLANNED_EVENTS
      ? []
      : [`it has ${report.events} events, ${MOST_PLANNED_EVENTS} or more`]),
    ...(report.seconds < KPI_RUN.timeoutSeconds ? [] : ['it took as long as its timeout']),
    ...(report.yesterdaySeconds === null ? ['yesterday was not published'] : []),
    ...(dates.length === report.markedDays + 1 ? [] : [`its output has ${dates.length} days`]),
    ...(dates.join() === dates.toSorted().toReversed().join() ? [] : ['the newest day is not first']),
    ...wrong,
  ];
};

/** Runs one night: the deployed state machine on the local cloud's interpreter, in virtual time. */
export const runNight = async (night: Night): Promise<NightReport> => {
  const { size } = derivedSize({ tripsPerDay: night.tripsPerDay, peakFactor: 3 });
  const startedAtMs = Date.parse(STARTED_AT);
  const time = new VirtualTime(startedAtMs);
  const index = new IndexModel(time, night.tripsPerDay, size.partitions, night.pageMegabytes ?? 1);
  const { files, ports } = bucket();
  let calls = 0;
  const lambda = lambdaOf(functionsOver(night, size.partitions, index, time, ports), time, () => {
    calls += 1;
  });
  const store = new ExecutionStore(':memory:');
  let events = 0;
  let yesterdayMs: number | undefined;
  const machine = machineOf(({ timestamp }) => {
    events += 1;
    if (files.has(currentKey(YESTERDAY))) yesterdayMs ??= timestamp * 1_000;
    time.busy();
  });
  const execution = {
    ...{ arn: arn('states', 'execution:daily-kpi:night'), name: 'night', stateMachineArn: machine.arn },
    ...{ input: '{}', startedAtMs, status: 'RUNNING' as const },
  };
  store.insert(execution);
  using _timers = time.replaceTimers();
  try {
    const run = new ExecutionRun(execution, machine, {
      store,
      lambda,
      clock: time.clock,
      onChange: () => undefined,
    });
    await time.run(run.done);
    const ended = store.get(execution.arn);
    const days = ended?.output === undefined ? [] : daysOfOutput(ended.output);
    const daysThat = (isCounted: (status: string) => boolean): number =>
      days.filter(({ status }) => isCounted(status)).length;
    const report = {
      ...night,
      partitions: size.partitions,
      status: ended?.status ?? 'UNKNOWN',
      summedDays: daysThat((status) => status !== 'waiting' && status !== 'failed'),
      waitingDays: daysThat((status) => status === 'waiting'),
      failedDays: daysThat((status) => status === 'failed'),
      yesterdaySeconds: yesterdayMs === undefined ? null : Math.round((yesterdayMs - startedAtMs) / 1_000),
      seconds: Math.round((time.nowMs() - startedAtMs) / 1_000),
      events,
      calls,
      pages: index.pages,
      throttledReads: index.throttled,
    };
    return { ...report, problems: problemsOf(report, days, files, index) };
  } finally {
    store.close();
  }
};
