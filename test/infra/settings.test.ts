import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readSettings } from '../../infra/settings/settings.ts';

const settings = (context: Readonly<Record<string, unknown>>) =>
  readSettings(
    new App({ context: { timeZone: 'Europe/Paris', partitions: 4, scheduleHour: 3, ...context } }).node,
  );

test('context values come as JSON from cdk.json and as text from the command line; the rest follows from the stage', () => {
  const dev = {
    stage: 'dev',
    timeZone: 'Europe/Paris',
    partitions: 12,
    scheduleHour: 3,
    lookBackDays: 35,
    longestRideHours: 24,
    highestFare: '1000',
    firstDate: '2024-01-01',
    shardMode: 'provisioned',
    kms: 'aws',
    failureIdentifier: 'eventID',
    alarmEmail: undefined,
  };
  expect(settings({ partitions: '12' })).toEqual(dev);
  expect(settings({ partitions: 12, stage: 'prod' })).toEqual({
    ...dev,
    stage: 'prod',
    shardMode: 'on-demand',
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
    ['longestRideHours', '5', 'a whole number from 6 to 168'],
    ['highestFare', '0', 'a decimal above 0 such as 1000'],
    ['highestFare', '-1', 'a decimal above 0 such as 1000'],
    ['highestFare', '1e3', 'a decimal above 0 such as 1000'],
    ['firstDate', '2024-02-30', 'a calendar date'],
    ['firstDate', 'today', 'a calendar date'],
    ['timeZone', 'Mars/Base', 'an IANA time zone'],
    ['stage', 'foo', 'dev or prod'],
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

describe('context keys', () => {
  test.each(['stgae', 'partition', 'Stage', 'shard-mode', 'alarm_email', ''])('"%s" is refused', (key) => {
    expect(() => settings({ [key]: 'prod' })).toThrow(
      `The context key "${key}" is not known: use stage, timeZone, partitions, scheduleHour, lookBackDays, longestRideHours, highestFare, firstDate, shardMode, kms, failureIdentifier or alarmEmail`,
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
