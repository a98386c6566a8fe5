import { jsonProtocol } from '../../endpoint/aws-json-protocol.ts';
import type { Clock } from '../../values/clock.ts';
import type { Topics } from '../sns/topics.ts';
import { createAlarms } from './alarms/alarms.ts';
import { alarmOperations } from './alarms-api.ts';
import type { ReportMetric } from './metrics/metric.ts';
import type { MetricStore } from './metrics/metric-store.ts';
import { metricOperations } from './metrics-api.ts';

const MINUTE_MS = 60_000;
const HIGH_RESOLUTION_STEP_MS = 10_000;

/**
 * CloudWatch over the metrics that functions and services report: its API, and the alarms, which are evaluated
 * every minute of the clock. `sample` is called just before, for what is measured once a minute.
 */
export const openCloudWatch = ({
  clock,
  store,
  topics,
  sample,
}: {
  clock: Clock;
  store: MetricStore;
  topics: Topics;
  sample: (report: ReportMetric) => void;
}) => {
  const alarms = createAlarms(clock, store, topics);

  const look = async (atMs: number): Promise<void> => {
    // A value measured now belongs to the minute that ends now.
    if (atMs % MINUTE_MS === 0) sample((data) => store.put({ ...data, timestampMs: atMs - 1 }));
    await alarms.evaluate(atMs);
    next = waitForNext();
  };
  const waitForNext = (): Disposable => {
    const stepMs = alarms.hasHighResolution() ? HIGH_RESOLUTION_STEP_MS : MINUTE_MS;
    const atMs = (Math.floor(clock.nowMs() / stepMs) + 1) * stepMs;
    return clock.at(atMs, () => look(atMs));
  };
  let next = waitForNext();

  return {
    // CloudWatch speaks several protocols; the SDK for JavaScript and the AWS CLI both use JSON 1.0.
    listener: jsonProtocol({
      targetPrefix: 'GraniteServiceVersion20100801',
      contentType: 'application/x-amz-json-1.0',
      operations: { ...metricOperations(store, clock.nowMs), ...alarmOperations(alarms) },
    }),
    alarms,
    close: (): void => next[Symbol.dispose](),
  };
};
