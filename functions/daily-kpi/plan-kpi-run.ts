import { InvalidRunInput, KPI_RUN, laneShape, mostDays } from '../contracts/agreed.ts';
import type { KpiRunPlan, PlannedDay } from '../contracts/kpi-run.ts';
import {
  inputDate,
  inputFields,
  keptFromDate,
  type PastSettings,
  type PlanRequest,
  type RunReason,
  refuseIfGone,
} from '../contracts/run-input.ts';
import { dateInTimeZone, dayBefore, lookBackWindow, markedDays } from '../trip/business-time.ts';
import { partitionsOf } from '../trip/trip.ts';

export interface PlanSettings {
  readonly partitionCount: number;
  /** IANA name of the time zone in which a business day begins and ends. */
  readonly timeZone: string;
  /** How many days before yesterday a run without a date looks back. */
  readonly lookBackDays: number;
  /** How many days a trip is kept after its date; undefined means forever. */
  readonly keepTripsDays?: number | undefined;
}

export interface PlanPorts {
  /** When each date was last marked for late completions; dates without a mark are left out. */
  readonly readLateMarks: (dates: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** The dates, from this one on, that have a metrics file. */
  readonly readPublishedDates: (from: string) => Promise<ReadonlySet<string>>;
  /** When the trips table was created: no earlier day can be missing. */
  readonly readTableCreation: () => Promise<Date>;
  readonly readPastSettings: () => Promise<PastSettings>;
}

/** All partitions of a day, divided among its lanes. */
const lanesOf = (date: string, partitionCount: number): PlannedDay['lanes'] => {
  const partitions = partitionsOf(date, partitionCount);
  const { lanes, longest } = laneShape(partitionCount);
  return Array.from({ length: lanes }, (_, lane) => ({
    partitions: partitions.slice(lane * longest, (lane + 1) * longest),
  }));
};

const EXAMPLE = 'Start the run again with {} for yesterday or with {"date": "2024-05-25"}.';

const instantOf = (time: unknown): Date => {
  const instant = new Date(typeof time === 'string' ? time : Number.NaN);
  if (Number.isNaN(instant.getTime())) {
    throw new InvalidRunInput(
      `"scheduled_time" must be an ISO 8601 instant, got ${JSON.stringify(time)}. ${EXAMPLE}`,
    );
  }
  return instant;
};

/** The days of the look-back window that no run has published, newest first. */
const missingDays = async (
  yesterday: string,
  { timeZone, lookBackDays }: PlanSettings,
  { readPublishedDates, readTableCreation }: PlanPorts,
): Promise<readonly string[]> => {
  const window = lookBackWindow(yesterday, lookBackDays);
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

/** Yesterday, then the missing days and the days with late completions, newest first. */
const chooseDays = async (
  yesterday: string,
  settings: PlanSettings,
  ports: PlanPorts,
): Promise<{ readonly days: readonly ChosenDay[]; readonly marks: ReadonlyMap<string, string> }> => {
  const marks = await ports.readLateMarks(markedDays(yesterday, settings.lookBackDays));
  const missing = await missingDays(yesterday, settings, ports);
  const late = [...marks.keys()].filter((day) => day !== yesterday && !missing.includes(day));
  const before: ChosenDay[] = [
    ...missing.map((date) => ({ date, reason: 'missing' as const })),
    ...late.map((date) => ({ date, reason: 'late-completions' as const })),
  ];
  const newestFirst = before.toSorted((one, other) => other.date.localeCompare(one.date));
  return { days: [{ date: yesterday, reason: 'daily' }, ...newestFirst], marks };
};

/**
 * Chooses the days of a run and divides their partitions among lanes. With a `date` in the input, the run sums that
 * day. Otherwise it sums the day before the scheduled time, the days of the look-back window without a metrics file,
 * and the days with trips completed since they were summed. It never sums a day whose trips are no longer kept. Days
 * that do not fit into one run have no lanes and wait for the next night: they keep their marks, or still lack a file.
 * @throws {InvalidRunInput} if the input names no usable day; the message says what to start instead
 */
export const planKpiRun =
  (settings: PlanSettings, ports: PlanPorts) =>
  async (request: PlanRequest): Promise<KpiRunPlan> => {
    const { largestPartitionCount, leastKeptDays } = await ports.readPastSettings();
    // A deployment with fewer partitions still reads what was written before it.
    const partitionCount = Math.max(settings.partitionCount, largestPartitionCount);
    const { input, execution_name, execution_start_time } = request;
    const fields = inputFields(input, ['date', 'scheduled_time'], EXAMPLE);
    const { date, scheduled_time = execution_start_time } = fields;
    const started = new Date(execution_start_time);
    const keptFrom = keptFromDate(started, settings.timeZone, settings.keepTripsDays, leastKeptDays);
    const choose = async () => {
      if (date === undefined) {
        // A late or repeated trigger sums the day before the one on which it was due.
        const today = dateInTimeZone(instantOf(scheduled_time), settings.timeZone);
        const yesterday = dayBefore(today);
        refuseIfGone(yesterday, keptFrom, EXAMPLE);
        const chosen = await chooseDays(yesterday, settings, ports);
        return { ...chosen, days: chosen.days.filter(({ date: day }) => day >= keptFrom) };
      }
      const requested = inputDate(date, EXAMPLE);
      refuseIfGone(requested, keptFrom, EXAMPLE);
      const reason: RunReason = 'requested';
      return { days: [{ date: requested, reason }], marks: await ports.readLateMarks([requested]) };
    };
    const { days, marks } = await choose();
    const planned = ({ date: day, reason }: ChosenDay, index: number): PlannedDay => {
      const lanes = lanesOf(day, partitionCount);
      const fits = index < mostDays(lanes.length);
      return { date: day, lanes: fits ? lanes : [], reason, late_marker: marks.get(day) ?? null };
    };
    const stopAt = new Date(started.getTime() + KPI_RUN.summingSeconds * 1_000);
    return {
      run_id: execution_name,
      generated_at: execution_start_time,
      stop_at: stopAt.toISOString(),
      days: days.map(planned),
    };
  };
