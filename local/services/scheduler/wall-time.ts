/** A time as the clocks of a zone show it. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the clocks of a zone show. @throws RangeError for a zone that IANA does not list */
export const wallClock = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    },
  });
  const at = (momentMs: number): WallTime & { second: number } => {
    const parts = new Map(format.formatToParts(momentMs).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    return {
      ...{ year: part('year'), month: part('month'), day: part('day') },
      ...{ hour: part('hour'), minute: part('minute'), second: part('second') },
    };
  };
  const offsetMs = (momentMs: number): number => {
    const wholeSecondMs = Math.floor(momentMs / 1000) * 1000;
    const { year, month, day, hour, minute, second } = at(wholeSecondMs);
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecondMs;
  };
  return {
    at,
    /** The first moment at which the clocks show this time; undefined if a clock change skips it. */
    firstMomentMs: ({ year, month, day, hour, minute }: WallTime): number | undefined => {
      const asUtcMs = Date.UTC(year, month - 1, day, hour, minute);
      // Clocks change less than once in two days, so one of the two offsets holds at that time.
      const moments = [asUtcMs - DAY_MS, asUtcMs + DAY_MS].map((nearMs) => asUtcMs - offsetMs(nearMs));
      return moments
        .filter((moment) => moment + offsetMs(moment) === asUtcMs)
        .sort((one, other) => one - other)[0];
    },
  };
};
