import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import type { KNOWN_KEYS } from '../../infra/settings/settings.ts';
import { type Context, synthesized } from './stack-under-test.ts';

type Key = (typeof KNOWN_KEYS)[number];

/** For each key, a value other than its default, and what else has to be set for it to have an effect. */
const OTHER_VALUES: Readonly<Record<Key, readonly [value: string, others?: Context]>> = {
  stage: ['prod'],
  timeZone: ['Europe/Paris'],
  tripsPerDay: ['20000000'],
  peakFactor: ['9', { tripsPerDay: '20000000' }],
  raisedQuotas: ['tableWrites:80000', { tripsPerDay: '150000000' }],
  partitions: ['12'],
  scheduleHour: ['7'],
  lookBackDays: ['7'],
  keepTripsDays: ['400'],
  longestRideHours: ['48'],
  highestFare: ['500'],
  firstDate: ['2023-01-01'],
  shardMode: ['on-demand'],
  shards: ['3'],
  kms: ['customer'],
  failureIdentifier: ['sequenceNumber'],
  alarmEmail: ['oncall@example.com'],
};

test.each(Object.entries(OTHER_VALUES))('%s changes the template', (key, [value, others = {}]) => {
  const [changed, unchanged] = [{ ...others, [key]: value }, others].map((context) =>
    synthesized(context).toJSON(),
  );
  expect(isDeepStrictEqual(changed, unchanged)).toBe(false);
});
