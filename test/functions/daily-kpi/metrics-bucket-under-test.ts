import { LANE_STATUS } from '../../../functions/contracts/agreed.ts';
import type { PublishRequest } from '../../../functions/contracts/kpi-run.ts';
import { parseMetricsFile, type StoredFile } from '../../../functions/contracts/metrics-file.ts';
import type { PublishPorts } from '../../../functions/daily-kpi/publish-metrics.ts';
import { NONE_IMPLAUSIBLE } from '../../../functions/trip/implausible.ts';
import { aggregateWith } from '../trip/metrics-under-test.ts';

export const DATE = '2024-05-25';
export const CURRENT = `daily/${DATE}/metrics.json`;
export const copyOf = (run: string) => `daily/${DATE}/runs/${run}.json`;

/** A bucket whose files have versions, and the marks that were forgotten. */
export const bucket = () => {
  const files = new Map<string, StoredFile>();
  const forgotten: string[] = [];
  let version = 0;
  const ports: PublishPorts = {
    read: async (key) => files.get(key),
    replace: async (key, text, before) => {
      if (files.get(key)?.version !== before?.version) return false;
      version += 1;
      files.set(key, { text, version: String(version) });
      return true;
    },
    readAudit: async () => null,
    countWaiting: async () => null,
    forgetLate: async (date, touchedAt) => void forgotten.push(`${date} ${touchedAt}`),
  };
  const day = (key: string) => parseMetricsFile(files.get(key)?.text ?? '');
  return { files, forgotten, ports, day, text: (key: string) => files.get(key)?.text };
};

/** A run that started this many minutes after nine. */
export const request = (
  run_id: string,
  minute: number,
  fares: readonly string[],
  more: Partial<PublishRequest> = {},
): PublishRequest => ({
  date: DATE,
  reason: 'daily',
  late_marker: null,
  run_id,
  generated_at: `2024-05-26T09:${String(minute).padStart(2, '0')}:00.000Z`,
  lanes: fares.map((sum, index) => ({
    partitions: [`${DATE}#0${index}`],
    aggregate: aggregateWith({ count: 1, sum, min: sum, max: sum }),
    implausible: NONE_IMPLAUSIBLE,
    partitions_read: 1,
    pages: index + 1,
    cursor: null,
    status: LANE_STATUS.finished,
  })),
  ...more,
});
