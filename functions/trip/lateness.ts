import { dateDaysBefore, latestSummedDate } from './business-time.ts';

/** When a date is summed, and for how long after that it is summed again when trips of it are completed late. */
export interface SummingSchedule {
  /** IANA name of the time zone in which a business day begins and ends. */
  readonly timeZone: string;
  /** The hour, 0 to 23 in the time zone, at which the day before is summed. */
  readonly scheduleHour: number;
  /** How many days before yesterday a nightly run looks for late completions. */
  readonly lookBackDays: number;
}

/** A run asks for all markers of its look-back window in one BatchGetItem, which takes 100 keys. */
export const MAX_LOOK_BACK_DAYS = 90;

/** The key of the item that marks a date which has had a late completion; no trip's id has a `#`. */
export const lateMarkerKey = (date: string): string => `late#${date}`;

/** A generous guess at how long the index may take to show what the table holds: normally well below a second. */
const INDEX_SETTLING_MILLISECONDS = 5 * 60_000;

/**
 * Whether a completion now is late for its date: `late` when a run may have summed the date without it, and the next
 * one is to sum it again; `beyond-look-back` when no run will unless someone asks for it.
 */
export const latenessOf = (
  date: string,
  now: Date,
  { timeZone, scheduleHour, lookBackDays }: SummingSchedule,
): 'on-time' | 'late' | 'beyond-look-back' => {
  // A run that starts before the index has settled may miss the completion.
  const settled = new Date(now.getTime() + INDEX_SETTLING_MILLISECONDS);
  const summed = latestSummedDate(settled, timeZone, scheduleHour);
  if (date > summed) return 'on-time';
  return date > dateDaysBefore(summed, lookBackDays) ? 'late' : 'beyond-look-back';
};

/** Whether a run that started at `runStart` has surely seen all that was written before `touchedAt`; both ISO 8601. */
export const hasSeen = (runStart: string, touchedAt: string): boolean =>
  Date.parse(runStart) - Date.parse(touchedAt) >= INDEX_SETTLING_MILLISECONDS;
