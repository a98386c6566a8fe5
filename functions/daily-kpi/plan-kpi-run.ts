import type { KpiRunPlan, PlannedDay } from '../contracts/kpi-plan.ts';
import type { PlanRequest, RunReason } from '../contracts/run-input.ts';
import { inputDate, inputFields } from '../contracts/run-input.ts';
import { dateDaysBefore, dateInTimeZone, dayBefore } from '../trip/business-time.ts';
import { InvalidRunInput } from '../trip/errors.ts';
import { partitionsOf } from '../trip/trip.ts';

export interface PlanSettings {
  readonly partitionCount: number;
  /** IANA name of the time zone in which a business day begins and ends. */
  readonly timeZone: string;
  /** How many days before yesterday a run without a date looks for late completions. */
  readonly lookBackDays: number;
}

/** When each of some dates was last marked for late completions; those not marked are left out. */
export type ReadLateMarks = (dates: readonly string[]) => Promise<ReadonlyMap<string, string>>;

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

/** The one day of the input, or the day before the scheduled time and those in whose past to look. */
const candidatesOf = (
  { input, execution_start_time }: PlanRequest,
  { timeZone, lookBackDays }: PlanSettings,
): { readonly date: string; readonly reason: RunReason; readonly lookBack: readonly string[] } => {
  const { date, scheduled_time = execution_start_time } = inputFields(input, ACCEPTED_KEYS, EXAMPLE);
  if (date === undefined) {
    // A late or retried trigger is for the day before it was meant to fire, not before it did.
    const yesterday = dayBefore(dateInTimeZone(instantOf(scheduled_time), timeZone));
    const lookBack = Array.from({ length: lookBackDays }, (_, days) => dateDaysBefore(yesterday, days + 1));
    return { date: yesterday, reason: 'daily', lookBack };
  }
  return { date: inputDate(date, EXAMPLE), reason: 'requested', lookBack: [] };
};

/**
 * Chooses the days of a run and lists their partitions: the `date` of its input, or the day before its scheduled time
 * and the days of the look-back window that trips were completed of since they were summed. Where those are too many
 * for one run, the oldest come first and the others keep their marks.
 *
 * @throws {InvalidRunInput} when the input names no usable day; the message says what to start instead
 */
export const planKpiRun =
  (settings: PlanSettings, readLateMarks: ReadLateMarks) =>
  async (request: PlanRequest): Promise<KpiRunPlan> => {
    const { date, reason, lookBack } = candidatesOf(request, settings);
    const { partitionCount } = settings;
    const markers = await readLateMarks([date, ...lookBack]);
    const late = lookBack.filter((day) => markers.has(day)).toSorted();
    const mostLate = Math.floor(MOST_PARTITIONS / partitionCount) - 1;
    const planned = (day: string, why: RunReason): PlannedDay => ({
      date: day,
      partitions: partitionsOf(day, partitionCount),
      reason: why,
      late_marker: markers.get(day) ?? null,
    });
    return {
      run_id: request.execution_name,
      generated_at: request.execution_start_time,
      days: [
        planned(date, reason),
        ...late.slice(0, mostLate).map((day) => planned(day, 'late-completions')),
      ],
    };
  };
