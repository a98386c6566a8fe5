import { InvalidRunInput } from '../contracts/agreed.ts';
import type { AuditPlan, PublishedRun } from '../contracts/audit-run.ts';
import { auditSizeOf, tooLargeText } from '../contracts/audit-size.ts';
import { currentKey, parseMetricsFileAt } from '../contracts/metrics-file.ts';
import {
  inputDate,
  inputFields,
  keptFromDate,
  type PastSettings,
  type PlanRequest,
  refuseIfGone,
} from '../contracts/run-input.ts';
import { momentInTimeZone } from '../trip/business-time.ts';

export interface AuditSettings {
  /** IANA name of the time zone in which a business day begins and ends. */
  readonly timeZone: string;
  /** How many days a trip is kept after its date; undefined means forever. */
  readonly keepTripsDays?: number | undefined;
}

export interface PlanAuditPorts {
  /** A file's text; undefined if there is no such file. */
  readonly read: (key: string) => Promise<{ readonly text: string } | undefined>;
  /** The size of the table, which DynamoDB updates about every six hours. */
  readonly readTableBytes: () => Promise<number>;
  readonly readPastSettings: () => Promise<PastSettings>;
}

/** The longest plausible ride: a start that is younger than this does not yet count as having no end. */
const LONGEST_TRIP_HOURS = 24;

const EXAMPLE = 'Start the audit again with {"date": "2024-05-25"}.';

const publishedOf = async (date: string, read: PlanAuditPorts['read']): Promise<PublishedRun | null> => {
  const key = currentKey(date);
  const file = await read(key);
  if (file === undefined) return null;
  const { run_id, generated_at, revision, metrics } = parseMetricsFileAt(key, file.text);
  return { run_id, generated_at, revision, metrics: { ...metrics } };
};

/**
 * Lists the table segments that an audit of the input's `date` reads, and reads the date's published metrics.
 * @throws {InvalidRunInput} if the input names no usable day, or the table is too large; the message says what to do
 */
export const planAudit =
  ({ timeZone, keepTripsDays }: AuditSettings, { read, readTableBytes, readPastSettings }: PlanAuditPorts) =>
  async ({ input, execution_name, execution_start_time }: PlanRequest): Promise<AuditPlan> => {
    const date = inputDate(inputFields(input, ['date'], EXAMPLE).date, EXAMPLE);
    const { leastKeptDays } = await readPastSettings();
    const started = new Date(execution_start_time);
    refuseIfGone(date, keptFromDate(started, timeZone, keepTripsDays, leastKeptDays), EXAMPLE);
    const tableBytes = await readTableBytes();
    const { segments, fits } = auditSizeOf(tableBytes);
    if (!fits) throw new InvalidRunInput(tooLargeText(tableBytes));
    const published = await publishedOf(date, read);
    const longestTripAgo = new Date(started.getTime() - LONGEST_TRIP_HOURS * 3_600_000);
    return {
      run_id: execution_name,
      audited_at: execution_start_time,
      date,
      started_before: momentInTimeZone(longestTripAgo, timeZone),
      published,
      published_at: published?.generated_at ?? null,
      segments: Array.from({ length: segments }, (_, segment) => segment),
      total_segments: segments,
    };
  };
