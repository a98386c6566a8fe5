import type { KpiRunPlan, PlannedDay } from '../contracts/kpi-run.ts';
import { InvalidRunInput } from '../contracts/names.ts';
import type { PlanRequest, RunReason } from '../contracts/run-input.ts';
import { inputDate, inputFields } from '../contracts/run-input.ts';
import { dateDaysBefore, dateInTimeZone, dayBefore, MARK_GRACE_DAYS } from '../trip/business-time.ts';
import { partitionsOf } from '../trip/trip.ts';

export interface PlanSettings {
  readonly partitionCount: number;
  /** IANA name of the time zone in which a business day begins and ends. */
  readonly timeZone: string;
  /** How many days before yesterday a run without a date looks back. */
  readonly lookBackDays: number;
}

export interface PlanPorts {
  /** When each of some dates was last marked for late completions; those not marked are left out. */
  readonly readLateMarks: (dates: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** The dates from this one on that have a metrics file. */
  readonly readPublishedDates: (from: string) => Promise<ReadonlySet<string>>;
  /** When the table of trips was made: no day before it is missing a run. */
  readonly readTableCreation: () => Promise<Date>;
  /** The largest number of partitions that ends were ever written with; 0 if there are none. */
  readonly readLargestPartitionCount: () => Promise<number>;
}

/**
 * An execution ends when its history has 25,000 events, of which summing a partition takes 11 when all goes well; this
 * leaves as many again for retries. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const MOST_PARTITIONS = 1_000;

const EXAMPLE = 'Start the run again with {} for yesterday or with {"date": "2024-05-25"}.';

const ACCEPTED_KEYS = ['date', 'scheduled_time'];

const instantOf = (time: unknown): Date => {
  const instant = new Date(typeof time === 'string' ? time : Number.NaN);
  if (Number.isNaN(instant.getTime())) {
    throw new InvalidRunInput(
      `"scheduled_time" must be an ISO 8601 instant, got ${JSON.stringify(time)}. ${EXAMPLE}`,
    );
  }
  return instant;
};

const daysBefore = (date: string, days: number): string[] =>
  Array.from({ length: days }, (_, index) => dateDaysBefore(date, index + 1));

/** The days of the look-back window that no run has published, the newest first. */
const missingDays = async (
  yesterday: string,
  { timeZone, lookBackDays }: PlanSettings,
  { readPublishedDates, readTableCreation }: PlanPorts,
): Promise<readonly string[]> => {
  const window = daysBefore(yesterday, lookBackDays);
  const published = await readPublishedDates(window.at(-1) ?? yesterday);
  const unpublished = window.filter((day) => !published.has(day));
  if (unpublished.length === 0) return [];
  const firstDay = dateInTimeZone(await readTableCreation(), timeZone);
  return unpublished.filter((day) => day >= firstDay);
};

interface ChosenDay {
  readonly date: string;
  readonly reason: RunReason;
}

/** Yesterday, the days that are missing, and those with late completions, the oldest of which would be the first to expire. */
const chooseDays = async (
  yesterday: string,
  settings: PlanSettings,
  ports: PlanPorts,
): Promise<{ readonly days: readonly ChosenDay[]; readonly marks: ReadonlyMap<string, string> }> => {
  const marks = await ports.readLateMarks([
    yesterday,
    ...daysBefore(yesterday, settings.lookBackDays + MARK_GRACE_DAYS),
  ]);
  const missing = await missingDays(yesterday, settings, ports);
  const late = [...marks.keys()].filter((day) => day !== yesterday && !missing.includes(day)).toSorted();
  const chosen: ChosenDay[] = [
    { date: yesterday, reason: 'daily' },
    ...missing.map((date) => ({ date, reason: 'missing' as const })),
    ...late.map((date) => ({ date, reason: 'late-completions' as const })),
  ];
  return { days: chosen.slice(0, Math.floor(MOST_PARTITIONS / settings.partitionCount)), marks };
};

/**
 * Chooses the days of a run and lists their partitions: the `date` of its input, or the day before its scheduled time,
 * the days of the look-back window that have no metrics file, and those that trips were completed of since they were
 * summed. Where those are too many for one run, the others wait for the next night: they keep their marks, or their lack
 * of a file.
 *
 * @throws {InvalidRunInput} when the input names no usable day; the message says what to start instead
 */
export const planKpiRun =
  (configured: PlanSettings, ports: PlanPorts) =>
  async (request: PlanRequest): Promise<KpiRunPlan> => {
    // A deployment with fewer partitions reads what was written before it, too.
    const largest = await ports.readLargestPartitionCount();
    const settings = { ...configured, partitionCount: Math.max(configured.partitionCount, largest) };
    const { input, execution_name, execution_start_time } = request;
    const { date, scheduled_time = execution_start_time } = inputFields(input, ACCEPTED_KEYS, EXAMPLE);
    const choose = async () => {
      if (date === undefined) {
        // A late or retried trigger is for the day before it was meant to fire, not before it did.
        const today = dateInTimeZone(instantOf(scheduled_time), settings.timeZone);
        return chooseDays(dayBefore(today), settings, ports);
      }
      const requested = inputDate(date, EXAMPLE);
      const reason: RunReason = 'requested';
      return { days: [{ date: requested, reason }], marks: await ports.readLateMarks([requested]) };
    };
    const { days, marks } = await choose();
    const planned = ({ date: day, reason }: ChosenDay): PlannedDay => ({
      date: day,
      partitions: partitionsOf(day, settings.partitionCount),
      reason,
      late_marker: marks.get(day) ?? null,
    });
    return { run_id: execution_name, generated_at: execution_start_time, days: days.map(planned) };
  };
