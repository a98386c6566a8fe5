import type { AuditedSegment, AuditSegmentRequest } from '../contracts/audit-run.ts';
import { examplesPerSegment } from '../contracts/audit-size.ts';
import type { PlausibleBounds } from '../trip/implausible.ts';
import { type AuditedTrip, countTrips, mergeCounts, NO_COUNTS, withExamples } from './count-trips.ts';

/** Which segment of the table to read, and the date whose trips to count. */
export interface ScanSegment {
  readonly date: string;
  readonly segment: number;
  readonly totalSegments: number;
}

/** One page of a segment. `cursor` is where the next page begins; null after the last. */
export interface ScanPage {
  readonly trips: readonly AuditedTrip[];
  /** Items read, of any date. */
  readonly items: number;
  readonly cursor: string | null;
}

export interface AuditSegmentPorts {
  readonly readPage: (segment: ScanSegment, cursor: string | null) => Promise<ScanPage>;
  readonly isTimeShort: () => boolean;
  readonly bounds: PlausibleBounds;
}

/**
 * Counts the trips of a date in one segment of the table, page by page, starting at the request's cursor. If time runs
 * short, the answer has the counts so far and a cursor; call it again with that answer.
 */
export const auditSegment = async (
  request: AuditSegmentRequest,
  { readPage, isTimeShort, bounds }: AuditSegmentPorts,
): Promise<AuditedSegment> => {
  const { date, segment, total_segments, started_before, published_at } = request;
  const basis = { startedBefore: started_before, publishedAt: published_at, bounds };
  let { counts = NO_COUNTS, pages = 0, items = 0, cursor = null } = request;
  do {
    const page = await readPage({ date, segment, totalSegments: total_segments }, cursor);
    counts = mergeCounts(counts, countTrips(page.trips, basis));
    pages += 1;
    items += page.items;
    cursor = page.cursor;
  } while (cursor !== null && !isTimeShort());
  const passedOn = withExamples(counts, examplesPerSegment(total_segments));
  const read = { counts: passedOn, pages, items, cursor };
  return { date, segment, total_segments, started_before, published_at, ...read };
};
