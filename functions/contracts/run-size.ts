import { PAGE_MARGIN_MILLISECONDS } from './names.ts';

/** How a run reads the index; `statemachines/daily-kpi.asl.json` and the stack say the same. */
export const KPI_RUN = {
  /** As many as a Map runs: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
  lanesAtOnce: 40,
  timeoutSeconds: 10_800,
  /** How long it sums. What is left of its time is for publishing, and for what is under way then. */
  summingSeconds: 9_000,
  /** The timeout of a call that sums a lane, the longest that Lambda allows; it stops a page's margin before. */
  callSeconds: 900,
} as const;

/** The partitions of a day in as few lanes as keep the longest lane as short as it can be. */
export const laneShape = (partitions: number): { readonly lanes: number; readonly longest: number } => {
  const longest = Math.ceil(partitions / KPI_RUN.lanesAtOnce);
  return { longest, lanes: Math.ceil(partitions / longest) };
};

/** How many rounds of calls a day takes, from the time that its longest lane needs. */
export const roundsOf = (laneSeconds: number): number =>
  Math.max(1, Math.ceil(laneSeconds / (KPI_RUN.callSeconds - PAGE_MARGIN_MILLISECONDS / 1_000)));

/**
 * An execution ends at 25,000 history events: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 * A run is planned to stay below this, which leaves as many again for what has to be tried twice.
 */
const MOST_EVENTS = 15_000;
/** Of the states around the days, of a day's own, of a round of calls and its test, and of a call of a lane. */
const EVENTS = { others: 15, day: 9, round: 6, call: 7 };

/** The history of a run of so many days, if nothing is tried twice. */
export const eventsOfRun = (days: number, lanes: number, rounds: number): number =>
  EVENTS.others + days * EVENTS.day + rounds * (EVENTS.round + lanes * EVENTS.call);

/** How many days a run begins at most. Each has a first round of calls, and the run has time for so many more. */
export const mostDays = (lanes: number): number => {
  const before = eventsOfRun(0, lanes, roundsOf(KPI_RUN.summingSeconds));
  return Math.floor((MOST_EVENTS - before) / (eventsOfRun(1, lanes, 1) - EVENTS.others));
};
