import type { RequestListener } from 'node:http';
import { jsonProtocol } from '../../endpoint/aws-json-protocol.ts';
import type { Clock } from '../../values/clock.ts';
import { type Alarms, createAlarms, type Notify } from './alarms/alarms.ts';
import { alarmOperations } from './alarms-api.ts';
import type { ReportMetric } from './metrics/metric.ts';
import type { MetricStore } from './metrics/metric-store.ts';
import { metricOperations } from './metrics-api.ts';

export type CloudWatch = {
  readonly listener: RequestListener;
  readonly alarms: Alarms;
  close(): void;
};

const MINUTE_MS = 60_000;
const HIGH_RESOLUTION_STEP_MS = 10_000;

/**
 * CloudWatch over the metrics that functions and services report: its API, and the alarms, which are looked at whenever
 * the clock shows a whole minute. `sample` is asked before that for what is measured once a minute.
 */
export const openCloudWatch = ({
  clock,
  store,
  notify,
  sample,
}: {
  clock: Clock;
  store: MetricStore;
  notify: Notify;
  sample: (report: ReportMetric) => void;
}): CloudWatch => {
  const alarms = createAlarms({ clock, store, notify });

  const look = async (atMs: number): Promise<void> => {
    // What is measured now is the last value of the minute that ends now.
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
    // The SDK for JavaScript and the AWS CLI both speak JSON 1.0 to CloudWatch, of the protocols that it has.
    listener: jsonProtocol({
      targetPrefix: 'GraniteServiceVersion20100801',
      contentType: 'application/x-amz-json-1.0',
      operations: { ...metricOperations(store, clock.nowMs), ...alarmOperations(alarms) },
    }),
    alarms,
    close: () => next[Symbol.dispose](),
  };
};
