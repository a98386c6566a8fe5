/**
 * The calendar and the clock of the business, and the rules that depend on them: when a day is summed, and how long its
 * trips are kept. Dates and moments are strings: `YYYY-MM-DD` and `YYYY-MM-DD HH:MM:SS` (or with `T`), without an
 * offset.
 */

const DATE = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const daysOf = (year: number, month: number): number => {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
};

/** Whether `text` is a day of the (proleptic Gregorian) calendar, such as `2024-02-29` but not `2024-02-30`. */
export const isCalendarDate = (text: string): boolean => {
  if (!DATE.test(text)) return false;
  const day = Number(text.slice(8));
  return day >= 1 && day <= daysOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
};

/** Whether `text` is `YYYY-MM-DD HH:MM:SS` (or with `T`) on a real day, 00:00:00 to 23:59:59. */
export const isCalendarMoment = (text: string): boolean => MOMENT.test(text) && isCalendarDate(dateOf(text));

/** The date part, `YYYY-MM-DD`, of a calendar moment. */
export const dateOf = (moment: string): string => moment.slice(0, 'YYYY-MM-DD'.length);

interface WallClock {
  readonly date: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
}

/** Making a formatter costs far more time and memory than using it. A process uses few zones. */
const wallClocks = new Map<string, WallClock>();

const wallClockOf = (timeZone: string): WallClock => {
  const known = wallClocks.get(timeZone);
  if (known !== undefined) return known;
  const made = {
    date: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    time: new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' }),
  };
  wallClocks.set(timeZone, made);
  return made;
};

/** The calendar date, `YYYY-MM-DD`, that a wall clock in `timeZone` (IANA name) shows at `instant`. */
export const dateInTimeZone = (instant: Date, timeZone: string): string =>
  wallClockOf(timeZone).date.format(instant);

/** The moment, `YYYY-MM-DD HH:MM:SS`, that a wall clock in `timeZone` (IANA name) shows at `instant`. */
export const momentInTimeZone = (instant: Date, timeZone: string): string => {
  const { date, time } = wallClockOf(timeZone);
  return `${date.format(instant)} ${time.format(instant)}`;
};

export const MILLISECONDS_PER_HOUR = 3_600_000;
const MILLISECONDS_PER_DAY = 24 * MILLISECONDS_PER_HOUR;
/** No time zone is further behind UTC. */
const MOST_HOURS_BEHIND_UTC = 12;

/** Events come in the order of their arrival, so the answer for one hour serves many of them. */
let dayLater: { readonly hour: number; readonly text: string } | undefined;

/** The earliest moment that any wall clock shows a day after the start of `hour`, in hours since 1970. */
const surelyShownADayLater = (hour: number): string => {
  if (dayLater?.hour !== hour) {
    const inUtc = new Date((hour + 24 - MOST_HOURS_BEHIND_UTC) * MILLISECONDS_PER_HOUR);
    dayLater = { hour, text: inUtc.toISOString().replace('T', ' ') };
  }
  return dayLater.text;
};

/** Whether a moment is more than a day ahead of `instant` (ms since 1970) by a wall clock in `timeZone`. */
export const isOverADayAhead = (moment: string, instant: number, timeZone: string): boolean => {
  const text = moment.replace('T', ' ');
  if (text <= surelyShownADayLater(Math.floor(instant / MILLISECONDS_PER_HOUR))) return false;
  return text > momentInTimeZone(new Date(instant + MILLISECONDS_PER_DAY), timeZone);
};

/** The calendar date `days` before `date`, both `YYYY-MM-DD`. */
export const dateDaysBefore = (date: string, days: number): string => {
  const midnight = new Date(`${date}T00:00:00Z`);
  midnight.setUTCDate(midnight.getUTCDate() - days);
  return midnight.toISOString().slice(0, 'YYYY-MM-DD'.length);
};

/** The calendar date before `date`, both `YYYY-MM-DD`. */
export const dayBefore = (date: string): string => dateDaysBefore(date, 1);

/** How many days `date`, `YYYY-MM-DD`, comes after the Monday of its week: 0 to 6. */
export const daysSinceMonday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The minute past the hour at which the daily run starts. */
export const RUN_MINUTE = 15;

/** When a clock in UTC shows `moment`, in milliseconds since 1970. */
const asInUtc = (moment: string): number => Date.parse(`${moment.replace(' ', 'T')}Z`);

/** How many milliseconds a wall clock in `timeZone` is ahead of UTC at `instant`. */
const offsetAt = (instant: number, timeZone: string): number =>
  asInUtc(momentInTimeZone(new Date(instant), timeZone)) - Math.floor(instant / 1_000) * 1_000;

/**
 * The instants at which a wall clock in `timeZone` shows `moment`, in milliseconds since 1970: two where a clock change
 * repeats it. For a moment that a clock change skips: the instants by the clock before the change and after it.
 */
const instantsOf = (moment: string, timeZone: string): readonly number[] => {
  const asUtc = asInUtc(moment);
  const candidates = [asUtc - MILLISECONDS_PER_DAY, asUtc + MILLISECONDS_PER_DAY].map(
    (instant) => asUtc - offsetAt(instant, timeZone),
  );
  const text = moment.replace('T', ' ');
  const shown = candidates.filter((instant) => momentInTimeZone(new Date(instant), timeZone) === text);
  return shown.length > 0 ? shown : candidates;
};

/** The first of the instants at which a wall clock in `timeZone` shows `moment`, in milliseconds since 1970. */
export const firstInstantOf = (moment: string, timeZone: string): number =>
  Math.min(...instantsOf(moment, timeZone));

/** How many milliseconds later `to` is than `from`, on a clock that is never changed. */
export const shownBetween = (from: string, to: string): number => asInUtc(to) - asInUtc(from);

/**
 * How many milliseconds pass from one moment to another in `timeZone`; `least` and `most` differ only near a clock
 * change.
 */
export const passedBetween = (
  from: string,
  to: string,
  timeZone: string,
): { readonly least: number; readonly most: number } => {
  const [first, last] = [instantsOf(from, timeZone), instantsOf(to, timeZone)];
  return {
    least: Math.min(...last) - Math.max(...first),
    most: Math.max(...last) - Math.min(...first),
  };
};

/** The moment at which the daily run starts on a date; `runHour` is 0 to 23. */
export const runMomentOf = (date: string, runHour: number): string =>
  `${date} ${String(runHour).padStart(2, '0')}:${RUN_MINUTE}:00`;

/** The latest date that the daily run, at {@link RUN_MINUTE} past `runHour` in `timeZone`, may have summed by `now`. */
export const latestSummedDate = (now: Date, timeZone: string, runHour: number): string => {
  const today = dateInTimeZone(now, timeZone);
  const isDue = now.getTime() >= firstInstantOf(runMomentOf(today, runHour), timeZone);
  return dateDaysBefore(today, isDue ? 1 : 2);
};

/** When a date is summed, and for how long afterwards late completions make a run sum it again. */
export interface SummingSchedule {
  /** IANA name of the time zone in which a business day begins and ends. */
  readonly timeZone: string;
  /** The hour, 0 to 23 in the time zone, at which the day before is summed. */
  readonly scheduleHour: number;
  /** How many days before yesterday a nightly run looks for late completions. */
  readonly lookBackDays: number;
}

/**
 * How many nights a mark on the last day of the look-back window may wait for a run that sums its day: a night may have
 * no run, a failed run, or a run without room for the day.
 */
const MARK_GRACE_DAYS = 7;

/** A run reads the marks of all {@link markedDays} in one BatchGetItem, which takes 100 keys. */
export const MAX_LOOK_BACK_DAYS = 90;

/** The days before `yesterday` that its nightly run sums if they have no metrics file, newest first. */
export const lookBackWindow = (yesterday: string, lookBackDays: number): string[] =>
  Array.from({ length: lookBackDays }, (_, index) => dateDaysBefore(yesterday, index + 1));

/** The days that the nightly run of `yesterday` sums again if they are marked, newest first. */
export const markedDays = (yesterday: string, lookBackDays: number): string[] => [
  yesterday,
  ...lookBackWindow(yesterday, lookBackDays + MARK_GRACE_DAYS),
];

/** The fewest days for which trips can be kept: every day that a nightly run may still sum, and the day of the run. */
export const leastKeptDays = (lookBackDays: number): number => lookBackDays + MARK_GRACE_DAYS + 1;

/** The oldest date of which no trip has been removed yet, if trips are kept for `keepTripsDays` after their date. */
export const oldestKeptDate = (now: Date, timeZone: string, keepTripsDays: number): string =>
  dateDaysBefore(dateInTimeZone(now, timeZone), keepTripsDays);

/** The attribute that says when DynamoDB may remove a trip, in seconds since 1970. */
export const EXPIRY_ATTRIBUTE = 'expires_at';

/**
 * When a trip of a date may be removed, in seconds since 1970: once the last day on which it is kept has ended in every
 * time zone.
 */
export const expiryOf = (date: string, keepTripsDays: number): number =>
  (Date.parse(`${date}T00:00:00Z`) + (keepTripsDays + 2) * MILLISECONDS_PER_DAY) / 1_000;

/** The key of the item that marks a date with late completions. Trip ids have no `#`. */
export const lateMarkKey = (date: string): string => `late#${date}`;

/** A generous guess at how long the index may lag behind the table; usually it is well below a second. */
const INDEX_SETTLING_MILLISECONDS = 5 * 60_000;

/**
 * Whether a completion now is late for its date. `late`: a run may have summed the date without it, and the next run is
 * to sum it again. `beyond-look-back`: no run will sum it again unless someone asks.
 */
export const latenessOf = (
  date: string,
  now: Date,
  { timeZone, scheduleHour, lookBackDays }: SummingSchedule,
): 'on-time' | 'late' | 'beyond-look-back' => {
  // A run that starts before the index has caught up may miss the completion.
  const settled = new Date(now.getTime() + INDEX_SETTLING_MILLISECONDS);
  const summed = latestSummedDate(settled, timeZone, scheduleHour);
  if (date > summed) return 'on-time';
  const nextSummed = dateDaysBefore(summed, -1);
  return lookBackWindow(nextSummed, lookBackDays).includes(date) ? 'late' : 'beyond-look-back';
};

/** Whether a run that started at `runStart` has certainly seen everything written before `touchedAt`; both ISO 8601. */
export const hasSeen = (runStart: string, touchedAt: string): boolean =>
  Date.parse(runStart) - Date.parse(touchedAt) >= INDEX_SETTLING_MILLISECONDS;
