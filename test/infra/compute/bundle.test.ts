import { expect, test } from '@jest/globals';
import { filesToLoad } from '../../../infra/compute/bundle.ts';

/** Texts that only one of the packages has. */
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

/** Texts that only big.js and the validator of a trip-end event have. */
const BIG_DECIMALS = '[big.js] ';
const VALIDATOR = 'missingProperty:"dropoff_datetime"';

test('intake loads exact decimals and the schema of an event only for a payload of an unusual form', async () => {
  const entry = 'functions/intake/record-trip-end.lambda.ts';
  const [index, ...later] = (await filesToLoad([entry])).get(entry) ?? [];
  const text = (file = index) => Buffer.from(file?.contents ?? '').toString();
  const judge = later.find(({ path }) => path === 'functions-contracts-parse-trip-event.mjs');
  expect(index?.imports).toContain(judge?.path);
  for (const part of [BIG_DECIMALS, VALIDATOR]) {
    expect(text()).not.toContain(part);
    expect(text(judge)).toContain(part);
  }
});
