import { daysAgo, type Fault, half, newTrip } from './fault.ts';
import { HOUR_MS, type MACHINES, type WatchedStack } from './watched-stack-under-test.ts';

const DAY = daysAgo(5);
const DAY_AFTER = daysAgo(4);
const FUNCTIONS = ['plan-kpi-run', 'aggregate-partition', 'publish-metrics'];

/** Starts the run that sums a day, as the schedule does. */
const nightAfter = (stack: WatchedStack, date: string) => {
  const next = date === DAY ? DAY_AFTER : daysAgo(3);
  return stack.run('kpi-run', { scheduled_time: `${next}T12:15:00Z` });
};

/** A nightly run that continues once the fault is removed. */
const whileSumming =
  (fault: (stack: WatchedStack) => object): Fault['breaks'] =>
  async (stack) => {
    const injected = stack.cloud.injectFault({ rate: 1, ...fault(stack) });
    const ends = await nightAfter(stack, DAY);
    return {
      mend: async () => {
        injected[Symbol.dispose]();
        await ends('SUCCEEDED');
      },
    };
  };

const ofFunction = (service: string): readonly Fault[] => [
  {
    what: `${service} takes all its time`,
    alarms: [`${service}-errors`, `${service}-slow`],
    breaks: whileSumming(() => ({
      service: 'function',
      operation: service,
      kind: 'timeout',
      delayMs: 0,
    })),
  },
  {
    what: `the process of ${service} crashes`,
    alarms: [`${service}-errors`],
    breaks: whileSumming(() => ({
      service: 'function',
      operation: service,
      kind: 'crash',
      delayMs: 0,
    })),
  },
  {
    what: `${service} is throttled`,
    alarms: [`${service}-throttled`],
    breaks: whileSumming((stack) => ({
      ...{ service: 'lambda', operation: 'Invoke', kind: 'throttle', match: stack.functionNamed(service) },
    })),
  },
];

/** A run in which no function answers until it times out. */
const timesOut =
  (machine: keyof typeof MACHINES, hours: number): Fault['breaks'] =>
  async (stack) => {
    using _silence = stack.cloud.injectFault({
      ...{ service: 'lambda', operation: 'Invoke', kind: 'late-answer', rate: 1, delayMs: 900_000 },
    });
    const ends = await stack.run(machine, { date: DAY });
    await stack.clock.advanceBy(hours * HOUR_MS);
    await ends('TIMED_OUT');
    return { mend: async () => undefined };
  };

const failsAtOnce =
  (machine: keyof typeof MACHINES): Fault['breaks'] =>
  async (stack) => {
    const ends = await stack.run(machine, { date: 'yesterday' });
    await ends('FAILED');
    return { mend: async () => undefined };
  };

/** Faults that fail a run or hold it up. */
export const RUN_FAULTS: readonly Fault[] = [
  {
    what: 'a day is published without a trip, after one with trips',
    alarms: ['kpi-empty-day'],
    breaks: async (stack) => {
      const trip = newTrip();
      await Promise.all([
        stack.put('starts', half('starts', trip, DAY)),
        stack.put('ends', half('ends', trip, DAY)),
      ]);
      await stack.drained();
      await (await nightAfter(stack, DAY))('SUCCEEDED');
      await (await nightAfter(stack, DAY_AFTER))('SUCCEEDED');
      return { mend: async () => undefined };
    },
  },
  ...FUNCTIONS.flatMap(ofFunction),
  {
    what: 'the table throttles reads',
    alarms: ['plan-kpi-run-errors', 'table-read-throttled'],
    breaks: whileSumming(() => ({ service: 'dynamodb', operation: 'BatchGetItem', kind: 'throttle' })),
  },
  {
    what: 'the index throttles reads',
    alarms: ['aggregate-partition-errors', 'completed-trips-index-read-throttled'],
    breaks: whileSumming(() => ({
      ...{ service: 'dynamodb', operation: 'Query', kind: 'throttle', index: 'completed-trips' },
    })),
  },
  {
    what: 'a KPI run fails',
    alarms: ['kpi-run-failed', 'plan-kpi-run-errors'],
    told: { rule: 'AlertsFailedRun', message: /^"KPI run [\w-]+: FAILED/ },
    breaks: failsAtOnce('kpi-run'),
  },
  {
    what: 'a KPI run takes too long',
    alarms: ['kpi-run-timed-out'],
    told: { rule: 'AlertsFailedRun', message: /^"KPI run [\w-]+: TIMED_OUT/ },
    breaks: timesOut('kpi-run', 3),
  },
  {
    what: 'an audit fails',
    alarms: ['audit-failed'],
    told: { rule: 'AlertsFailedAudit', message: /^"audit [\w-]+: FAILED/ },
    breaks: failsAtOnce('audit'),
  },
  {
    what: 'an audit takes too long',
    alarms: ['audit-timed-out'],
    told: { rule: 'AlertsFailedAudit', message: /^"audit [\w-]+: TIMED_OUT/ },
    breaks: timesOut('audit', 6),
  },
];
