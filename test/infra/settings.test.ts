import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readSettings } from '../../infra/settings/settings.ts';

const settings = (context: Readonly<Record<string, unknown>>) =>
  readSettings(new App({ context: { timeZone: 'Europe/Paris', scheduleHour: 3, ...context } }).node);

test('context values come as JSON from cdk.json and as text from the command line; the rest follows from the stage', () => {
  const dev = {
    stage: 'dev',
    timeZone: 'Europe/Paris',
    size: {
      shardMode: 'provisioned',
      shards: 1,
      lanesPerShard: 2,
      batchWindowSeconds: 1,
      partitions: 12,
      missingRunHours: 26,
    },
    scheduleHour: 3,
    lookBackDays: 35,
    keepTripsDays: undefined,
    longestRideHours: 24,
    highestFare: '1000',
    firstDate: '2024-01-01',
    kms: 'aws',
    failureIdentifier: 'eventID',
    alarmEmail: undefined,
  };
  expect(settings({ partitions: '12' })).toEqual(dev);
  expect(settings({ partitions: 12, stage: 'prod' })).toEqual({
    ...dev,
    stage: 'prod',
    size: { ...dev.size, shardMode: 'on-demand' },
  });
});

describe('a value that cannot be used is named, with what it must be', () => {
  test.each([
    ['partitions', '0', 'a whole number from 1 to 100'],
    ['partitions', '101', 'a whole number from 1 to 100'],
    ['partitions', 'many', 'a whole number from 1 to 100'],
    ['partitions', '', 'a whole number from 1 to 100'],
    ['scheduleHour', '24', 'a whole number from 0 to 23'],
    ['lookBackDays', '0', 'a whole number from 1 to 90'],
    ['lookBackDays', '91', 'a whole number from 1 to 90'],
    [
      'keepTripsDays',
      '42',
      'a whole number from 43 to 3650, as nightly runs sum days again for lookBackDays=35',
    ],
    ['keepTripsDays', 'forever', 'a whole number from 43 to 3650'],
    ['longestRideHours', '5', 'a whole number from 6 to 168'],
    ['highestFare', '0', 'a decimal above 0 such as 1000'],
    ['highestFare', '-1', 'a decimal above 0 such as 1000'],
    ['highestFare', '1e3', 'a decimal above 0 such as 1000'],
    ['firstDate', '2024-02-30', 'a calendar date'],
    ['firstDate', 'today', 'a calendar date'],
    ['timeZone', 'Mars/Base', 'an IANA time zone'],
    ['stage', 'foo', 'dev or prod'],
    ['shards', '0', 'a whole number from 1 to 10000'],
    ['tripsPerDay', '0', 'a whole number from 1 to 1000000000000'],
    ['kms', 'mine', 'aws or customer'],
    ['shardMode', 'many', 'provisioned or on-demand'],
    ['failureIdentifier', 'id', 'eventID or sequenceNumber'],
    ['alarmEmail', 'nobody', 'an e-mail address'],
  ])('%s=%s', (key, value, wanted) => {
    expect(() => settings({ [key]: value })).toThrow(
      `The context value ${key}="${value}" cannot be used: it must be ${wanted}`,
    );
  });
});

describe('a volume', () => {
  test('sizes what is not given', () => {
    const { size } = settings({ tripsPerDay: '20000000', peakFactor: '4', partitions: '30' });
    // 231 × 4 = 926 a second: 1.2 shards; 1,852 ÷ (2 × 333.3) = 2.8 lanes.
    expect(size).toMatchObject({ shardMode: 'provisioned', shards: 2, lanesPerShard: 3, partitions: 30 });
  });

  test.each([
    [{ peakFactor: '3' }, 'The context value peakFactor has no effect without tripsPerDay'],
    [{ raisedQuotas: 'shards:500' }, 'The context value raisedQuotas has no effect without tripsPerDay'],
    [{ tripsPerDay: '5', peakFactor: '0' }, 'peakFactor="0" cannot be used'],
    [
      { tripsPerDay: '5', raisedQuotas: 'shard:500' },
      'pairs such as tableWrites:80000,shards:500 of tableWrites',
    ],
    [{ tripsPerDay: '5', raisedQuotas: 'shards=500' }, 'raisedQuotas="shards=500" cannot be used'],
    [{ tripsPerDay: '5', raisedQuotas: '' }, 'raisedQuotas="" cannot be used'],
    [{ shardMode: 'on-demand', shards: '2' }, 'shards=2 cannot be used: it must be left out with on-demand'],
  ])('%j is refused', (context, reason) => {
    expect(() => settings(context)).toThrow(reason);
  });
});

describe('context keys', () => {
  test.each(['stgae', 'partition', 'Stage', 'shard-mode', 'alarm_email', ''])('"%s" is refused', (key) => {
    expect(() => settings({ [key]: 'prod' })).toThrow(
      `The context key "${key}" is not known: use stage, timeZone, tripsPerDay, peakFactor, raisedQuotas, partitions, scheduleHour, lookBackDays, keepTripsDays, longestRideHours, highestFare, firstDate, shardMode, shards, kms, failureIdentifier or alarmEmail`,
    );
  });

  test.each([
    'aws:cdk:bundling-stacks',
    '@aws-cdk/core:checkSecretUsage',
    '@aws-cdk/custom',
    'aws-cdk:enableDiffNoFail',
    'availability-zones:account=111122223333:region=eu-central-1',
    'cdk-migrate',
    'acknowledged-issue-numbers',
    ...Object.keys(cdkJson.context),
  ])("%s passes, as it is CDK's own or in cdk.json", (key) => {
    const context: Readonly<Record<string, unknown>> = cdkJson.context;
    expect(settings({ [key]: context[key] ?? 'anything' }).stage).toBe('dev');
  });
});

test('synth ends with that one line and a non-zero exit', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../../infra/app.ts')], {
    env: {
      ...process.env,
      CDK_CONTEXT_JSON: JSON.stringify({ timeZone: 'Mars/Base', partitions: 16, scheduleHour: 5 }),
    },
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('timeZone="Mars/Base" cannot be used')]);
});
