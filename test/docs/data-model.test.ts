import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { METRICS } from '../../functions/trip/metrics.ts';
import { COMPLETED_TRIPS_INDEX } from '../../functions/trip/trip.ts';
import { TRIP_END_FIELDS, TRIP_START_FIELDS } from '../../functions/trip/trip-event.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/data-model.md'), 'utf8');

const missingFrom = (text: string, names: readonly string[]): readonly string[] =>
  names.filter((name) => !new RegExp(`[\`.]${name}\``).test(text));

test('docs/data-model.md names every field of an event', () => {
  expect(missingFrom(page, [...TRIP_START_FIELDS, ...TRIP_END_FIELDS])).toEqual([]);
});

test('docs/data-model.md names every metric', () => {
  const names = METRICS.map(({ name }) => name);
  expect(missingFrom(page.split('## The metrics file')[1] ?? '', names)).toEqual([]);
});

test('docs/data-model.md names what the index projects', () => {
  const [, line = ''] = /^Index `completed-trips`: (.+(?:\n.+)*)/m.exec(page) ?? [];
  expect(missingFrom(line, COMPLETED_TRIPS_INDEX.projected)).toEqual([]);
});
