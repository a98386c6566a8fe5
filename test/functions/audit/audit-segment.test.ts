import { expect, test } from '@jest/globals';
import { auditSegment, type ScanSegment } from '../../../functions/audit/audit-segment.ts';
import type { AuditedTrip } from '../../../functions/audit/count-trips.ts';
import type { AuditedSegment, AuditSegmentRequest } from '../../../functions/contracts/audit-run.ts';
import { NO_TRIPS } from '../../../functions/trip/metrics.ts';
import { BOUNDS, NOBODY_IMPLAUSIBLE } from '../trip/rides-under-test.ts';

const REQUEST: AuditSegmentRequest = {
  date: '2024-05-25',
  segment: 3,
  total_segments: 16,
  started_before: '2024-05-26 00:00:00',
  published_at: null,
};

const trip = (tripId: string): AuditedTrip => ({ status: 'ended', tripId });

/** Three pages of a segment; notes what was asked for. */
const pages = () => {
  const asked: [ScanSegment, string | null][] = [];
  const readPage = async (segment: ScanSegment, cursor: string | null) => {
    asked.push([segment, cursor]);
    const [page = 0, next = null] = { start: [0, 'a'], a: [1, 'b'], b: [2, null] }[cursor ?? 'start'] ?? [];
    return { trips: [trip(`t${page}`)], items: 100, cursor: next === null ? null : String(next) };
  };
  return { asked, readPage };
};

const WHOLE = {
  ...REQUEST,
  counts: {
    seen: NO_TRIPS,
    since: NO_TRIPS,
    ends_without_start: { count: 3, examples: ['t0', 't1', 't2'] },
    starts_without_end: { count: 0, examples: [] },
    implausible: NOBODY_IMPLAUSIBLE,
  },
  pages: 3,
  items: 300,
  cursor: null,
};

test('a segment is read page by page to its end', async () => {
  const { asked, readPage } = pages();
  expect(await auditSegment(REQUEST, { readPage, isTimeShort: () => false, bounds: BOUNDS })).toEqual(WHOLE);
  const segment = { date: '2024-05-25', segment: 3, totalSegments: 16 };
  expect(asked).toEqual([
    [segment, null],
    [segment, 'a'],
    [segment, 'b'],
  ]);
});

test('when time is short it stops after a page, and continues from its own answer to the same result', async () => {
  const { asked, readPage } = pages();
  const ports = { readPage, isTimeShort: () => true, bounds: BOUNDS };
  const first: AuditedSegment = await auditSegment(REQUEST, ports);
  expect(first).toMatchObject({ pages: 1, cursor: 'a' });
  const again = (answer: AuditedSegment) => auditSegment(JSON.parse(JSON.stringify(answer)), ports);
  expect(await again(await again(first))).toEqual(WHOLE);
  expect(asked.map(([, cursor]) => cursor)).toEqual([null, 'a', 'b']);
});

test('a page that fails fails the call', async () => {
  const readPage = async () => {
    throw new Error('throttled');
  };
  await expect(auditSegment(REQUEST, { readPage, isTimeShort: () => false, bounds: BOUNDS })).rejects.toThrow(
    'throttled',
  );
});

test('with many segments, each passes on fewer examples but counts every trip', async () => {
  const { readPage } = pages();
  const ports = { readPage, isTimeShort: () => false, bounds: BOUNDS };
  const { counts } = await auditSegment({ ...REQUEST, total_segments: 80 }, ports);
  expect(counts.ends_without_start).toEqual({ count: 3, examples: ['t0', 't1'] });
});
