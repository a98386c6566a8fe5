import { GetMetricDataCommand, type MetricAlarm, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { expect } from '@jest/globals';
import { eventually } from '../../local/eventually.ts';
import type { Fault } from './fault.ts';
import { HOUR_MS, MINUTE_MS, shortName, type WatchedStack } from './watched-stack-under-test.ts';

/** No alarm takes more periods to go off. */
const MOST_PERIODS = 60;
/** How often per period the alarms are checked. */
const LOOKS = 5;
/** An alarm over a day need not be waited out: a run that has published clears it within the hour. */
const LONGEST_LOOK_BACK_MS = 2 * HOUR_MS;
/** How many extra periods an alarm looks back if data is missing: local/services/cloudwatch. */
const EXTRA_PERIODS = 2;

const periodMsOf = ({ Period, Metrics = [] }: MetricAlarm): number =>
  (Period ?? Metrics.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period ?? 0) * 1000;

const queriesOf = (alarm: MetricAlarm): MetricDataQuery[] => {
  const { Metrics = [], Namespace, MetricName, Dimensions, Statistic, Period } = alarm;
  if (Metrics.length > 0) return Metrics;
  const Metric = { Namespace, MetricName, Dimensions };
  return [{ Id: 'm', MetricStat: { Metric, Stat: Statistic, Period } }];
};

/** The value that an alarm watches, for the minute that the clock shows. */
const valueNow = async (
  { clients, clock }: WatchedStack,
  alarm: MetricAlarm,
): Promise<number | undefined> => {
  const MetricDataQueries = queriesOf(alarm).map((query) => ({
    ...query,
    ...(query.Period !== undefined && { Period: 60 }),
    ...(query.MetricStat && { MetricStat: { ...query.MetricStat, Period: 60 } }),
  }));
  const { MetricDataResults = [] } = await clients.cloudwatch.send(
    new GetMetricDataCommand({
      MetricDataQueries,
      StartTime: new Date(clock.nowMs()),
      EndTime: new Date(clock.nowMs() + MINUTE_MS),
    }),
  );
  return MetricDataResults[0]?.Values?.[0];
};

const breaches = ({ ComparisonOperator, Threshold = 0 }: MetricAlarm, value: number | undefined): boolean =>
  value !== undefined && (ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value > Threshold);

/** Waits until this period counts for the alarm. Waiting messages are measured only when the clock moves on. */
const untilMeasured = async (stack: WatchedStack, alarm: MetricAlarm): Promise<void> => {
  if (alarm.Namespace === 'AWS/SQS') return;
  await eventually(async () => {
    const value = await valueNow(stack, alarm);
    if (!breaches(alarm, value)) throw new Error(`${alarm.AlarmName} watches ${value}`);
  });
};

/** Lets periods pass with the fault going on, until these alarms are on. */
const untilOn = async (
  stack: WatchedStack,
  names: readonly string[],
  inEachPeriod: () => Promise<void>,
): Promise<void> => {
  for (let periods = 0; periods < MOST_PERIODS; periods += 1) {
    await inEachPeriod();
    const quiet = (await stack.alarms()).filter(
      (alarm) => names.includes(shortName(alarm.AlarmName)) && alarm.StateValue !== 'ALARM',
    );
    for (const alarm of quiet) await untilMeasured(stack, alarm);
    const periodMs = Math.max(...quiet.map(periodMsOf));
    for (let look = 0; look < LOOKS; look += 1) {
      await stack.clock.advanceBy(periodMs / LOOKS);
      const on = await stack.alarmsOn();
      if (names.every((name) => on.includes(name))) return;
    }
  }
};

/** Lets so much time pass that no alarm looks back at the fault. */
const untilForgotten = async (stack: WatchedStack, names: readonly string[]): Promise<void> => {
  const alarms = (await stack.alarms()).filter(({ AlarmName }) => names.includes(shortName(AlarmName)));
  const lookBackMs = alarms.map(
    (alarm) => ((alarm.EvaluationPeriods ?? 0) + EXTRA_PERIODS) * periodMsOf(alarm),
  );
  await stack.clock.advanceBy(Math.min(Math.max(...lookBackMs), LONGEST_LOOK_BACK_MS) + MINUTE_MS);
};

/** What the subscriber was told: the states that alarms changed to, by name, and all other messages. */
const told = ({ subscriber }: WatchedStack, isDue: (name: string) => boolean) => {
  const all = subscriber.take().map(({ message }) => message);
  const states = new Map<string, string[]>();
  for (const message of all.filter((text) => text.startsWith('{'))) {
    const { AlarmName, NewStateValue } = JSON.parse(message);
    const name = shortName(AlarmName);
    states.set(name, [...(states.get(name) ?? []), NewStateValue]);
  }
  return {
    states: [...states].filter(([name]) => isDue(name)).sort(([one], [other]) => (one < other ? -1 : 1)),
    others: all.filter((text) => !text.startsWith('{')),
  };
};

/** Alarms begin without a state; this gives them that of a stack at rest. */
export const bringToRest = async (stack: WatchedStack): Promise<void> => {
  await stack.clock.advanceBy(MINUTE_MS);
  expect(await stack.alarmsOn()).toEqual([]);
  stack.subscriber.take();
};

/** Causes a fault and checks that exactly its alarms go off and are delivered. Removes it and checks that they clear. */
export const proveAlarms = async (stack: WatchedStack, fault: Fault): Promise<void> => {
  const alarms = fault.alarms.toSorted();
  const { mayFollow = [] } = fault;
  const isDue = (name: string): boolean => !mayFollow.includes(name);
  expect(await stack.alarmsOn()).toEqual([]);
  const { meanwhile = async () => undefined, mend } = await fault.breaks(stack);
  try {
    await untilOn(stack, alarms, meanwhile);
    expect((await stack.alarmsOn()).filter(isDue)).toEqual(alarms);
    expect(told(stack, isDue)).toEqual({
      states: alarms.map((name) => [name, ['ALARM']]),
      others: fault.told ? [expect.stringMatching(fault.told.message)] : [],
    });
  } finally {
    await mend();
  }
  await untilForgotten(stack, [...alarms, ...mayFollow]);
  expect(await stack.alarmsOn()).toEqual([]);
  const { states, others } = told(stack, isDue);
  // An alarm that looks at the minute of the repair, then again at the minutes before it, may go off once more.
  expect(states.map(([name, changes]) => [name, changes[0], changes.at(-1)])).toEqual(
    alarms.map((name) => [name, 'OK', 'OK']),
  );
  expect(others).toEqual([]);
};
