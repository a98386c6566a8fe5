const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The clocks in a zone. The date and time that they show are in milliseconds, as if they were UTC clocks.
 *
 * @throws RangeError for a zone that IANA does not list
 */
export const wallClock = (timeZone: string) => {
  // Sweden writes times as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  /** To the second. */
  const shownMs = (momentMs: number): number => Date.parse(`${format.format(momentMs).replace(' ', 'T')}Z`);
  const offsetMs = (momentMs: number): number => shownMs(momentMs) - Math.floor(momentMs / 1000) * 1000;
  return {
    shownMs,
    /** The first moment at which the clocks show this time; undefined if a clock change skips it. */
    firstMomentMs: (timeMs: number): number | undefined => {
      // Clocks change less than once in two days, so one of the two offsets holds at that time.
      const moments = [timeMs - DAY_MS, timeMs + DAY_MS].map((nearMs) => timeMs - offsetMs(nearMs));
      return moments
        .filter((moment) => moment + offsetMs(moment) === timeMs)
        .sort((one, other) => one - other)[0];
    },
  };
};
