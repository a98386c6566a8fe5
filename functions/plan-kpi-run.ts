import { dateInTimeZone, dayBefore, isCalendarDate } from './domain/business-time.ts';
import { InvalidRunInput } from './domain/errors.ts';
import type { RunOfDay } from './domain/metrics-file.ts';
import { partitionsOf } from './domain/partition.ts';
import type { PlanRequest } from './domain/request-schemas.ts';

/** Which day a run is for, and every partition that it has to sum. */
export interface KpiRunPlan extends RunOfDay {
  readonly partitions: readonly string[];
}

export interface PlanSettings {
  readonly partitionCount: number;
  /** IANA name of the time zone in which a business day begins and ends. */
  readonly timeZone: string;
}

const EXAMPLE = 'Start the run again with {} for yesterday or with {"date": "2024-05-25"}.';

const ACCEPTED_KEYS = ['date', 'scheduled_time'];

const fieldsOf = (input: unknown): Record<string, unknown> => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new InvalidRunInput(`The input must be a JSON object, got ${JSON.stringify(input)}. ${EXAMPLE}`);
  }
  const unknown = Object.keys(input).find((key) => !ACCEPTED_KEYS.includes(key));
  if (unknown !== undefined) {
    throw new InvalidRunInput(`The input has an unknown key ${JSON.stringify(unknown)}. ${EXAMPLE}`);
  }
  return { ...input };
};

const instantOf = (time: unknown): Date => {
  const instant = new Date(typeof time === 'string' ? time : Number.NaN);
  if (Number.isNaN(instant.getTime())) {
    throw new InvalidRunInput(
      `"scheduled_time" must be an ISO 8601 instant, got ${JSON.stringify(time)}. ${EXAMPLE}`,
    );
  }
  return instant;
};

const dateOfRun = ({ input, execution_start_time }: PlanRequest, timeZone: string): string => {
  const { date, scheduled_time = execution_start_time } = fieldsOf(input);
  // A late or retried trigger is for the day before it was meant to fire, not before it did.
  if (date === undefined) return dayBefore(dateInTimeZone(instantOf(scheduled_time), timeZone));
  if (typeof date !== 'string' || !isCalendarDate(date)) {
    throw new InvalidRunInput(
      `"date" must be a calendar day written YYYY-MM-DD, got ${JSON.stringify(date)}. ${EXAMPLE}`,
    );
  }
  return date;
};

/**
 * Chooses the day of a run (`date` of its input, or the day before its scheduled time) and lists that day's partitions.
 *
 * @throws {InvalidRunInput} when the input names no usable day; the message says what to start instead
 */
export const planKpiRun =
  ({ partitionCount, timeZone }: PlanSettings) =>
  (request: PlanRequest): KpiRunPlan => {
    const date = dateOfRun(request, timeZone);
    return {
      date,
      run_id: request.execution_name,
      generated_at: request.execution_start_time,
      partitions: partitionsOf(date, partitionCount),
    };
  };
