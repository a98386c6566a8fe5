import type { AuditPlan, PublishedRun } from '../contracts/audit-run.ts';
import { currentKey, parseMetricsFileAt } from '../contracts/metrics-file.ts';
import type { PlanRequest } from '../contracts/run-input.ts';
import { inputDate, inputFields } from '../contracts/run-input.ts';
import { momentInTimeZone } from '../trip/business-time.ts';

/** A file's text; undefined when there is none. */
export type ReadFile = (key: string) => Promise<{ readonly text: string } | undefined>;

/** Twice as many as are read at once, so that a segment which takes longer than others keeps nobody waiting for long. */
const TOTAL_SEGMENTS = 16;

/** The longest that a trip may sensibly take; a younger start is not without an end yet. */
const LONGEST_TRIP_HOURS = 24;

const EXAMPLE = 'Start the audit again with {"date": "2024-05-25"}.';

const publishedOf = async (date: string, read: ReadFile): Promise<PublishedRun | null> => {
  const key = currentKey(date);
  const file = await read(key);
  if (file === undefined) return null;
  const { run_id, generated_at, revision, metrics } = parseMetricsFileAt(key, file.text);
  return { run_id, generated_at, revision, metrics: { ...metrics } };
};

/**
 * Lists the segments of the table that an audit of the input's `date` has to read, and reads what is published for it.
 *
 * @throws {InvalidRunInput} when the input names no usable day; the message says what to start instead
 */
export const planAudit =
  (timeZone: string, read: ReadFile) =>
  async ({ input, execution_name, execution_start_time }: PlanRequest): Promise<AuditPlan> => {
    const date = inputDate(inputFields(input, ['date'], EXAMPLE).date, EXAMPLE);
    const published = await publishedOf(date, read);
    const longestTripAgo = new Date(Date.parse(execution_start_time) - LONGEST_TRIP_HOURS * 3_600_000);
    return {
      run_id: execution_name,
      audited_at: execution_start_time,
      date,
      started_before: momentInTimeZone(longestTripAgo, timeZone),
      published,
      published_at: published?.generated_at ?? null,
      segments: Array.from({ length: TOTAL_SEGMENTS }, (_, segment) => segment),
      total_segments: TOTAL_SEGMENTS,
    };
  };
