import { expect, test } from '@jest/globals';
import { filesToLoad } from '../../../infra/compute/bundle.ts';

/** Texts that only the one package has. */
const LOGGER = 'POWERTOOLS_LOGGER_LOG_EVENT';
const METRICS = 'CloudWatchMetrics';

const LOADED = {
  'functions/intake/record-trip-end.lambda.ts': [LOGGER, METRICS],
  'functions/daily-kpi/aggregate-partition.lambda.ts': [LOGGER],
  'functions/daily-kpi/plan-kpi-run.lambda.ts': [],
};

test('a function loads the logger and the metrics only if it uses them', async () => {
  const functions = await filesToLoad(Object.keys(LOADED));
  const loaded = [...functions].map(([entry, [index]]) => {
    const text = Buffer.from(index?.contents ?? '').toString();
    return [entry, [LOGGER, METRICS].filter((name) => text.includes(name))];
  });
  expect(Object.fromEntries(loaded)).toEqual(LOADED);
});
