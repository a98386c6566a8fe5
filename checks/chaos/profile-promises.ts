import type { StackOutputs } from '../../producer/stack/stack-outputs.ts';
import type { ChaosCloud } from './chaos-cloud.ts';
import { type ChaosDay, identityOf, KINDS, payloadOf } from './chaos-day.ts';
import { type Delays, longestDelay, readArrivals } from './delays.ts';
import type { Profile } from './fault-profile.ts';
import type { StoredResult } from './read-result.ts';
import type { Counts } from './reconcile.ts';

/** The most trips that the poison profile uses. A small day has fewer trips with a single event. */
const POISON_TRIPS = 10;
/** The longest that poison may delay another record. */
const LONGEST_DELAY_MS = 60_000;

/** What a profile promises beyond the reconciliation, and what was measured for it. */
export interface Promised {
  readonly problems: readonly string[];
  readonly delays?: Delays;
}

/** Trips with a single event. In the poison profile, the table refuses that record of each. */
export const poisonTrips = ({ rows }: ChaosDay): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { fields, fate } of [...rows.start, ...rows.end]) {
    const id = fields.trip_id ?? '';
    counts.set(id, (counts.get(id) ?? 0) + (fate === 'stored' ? 1 : POISON_TRIPS));
  }
  return [...counts]
    .filter(([, count]) => count === 1)
    .map(([id]) => id)
    .slice(0, POISON_TRIPS);
};

const poisonIdentities = (day: ChaosDay): readonly string[] => {
  const poison = new Set(poisonTrips(day));
  return KINDS.flatMap((kind) =>
    day.rows[kind]
      .filter(({ fields }) => poison.has(fields.trip_id ?? ''))
      .map((row) => identityOf(kind, payloadOf(row))),
  );
};

/** Exactly the poison records must be dead-lettered, with their payloads, and no other record may wait for them. */
const poisonProblems = (
  day: ChaosDay,
  result: StoredResult,
  { longestMs, longestTripId }: Delays,
): string[] => {
  const poison = poisonIdentities(day);
  const withoutPayload = poison.filter((identity) => !result.deadLetterPayloads.has(identity)).length;
  const others = [...result.deadLetterPayloads].filter((identity) => !poison.includes(identity)).length;
  return [
    ...(poison.length > 0 ? [] : ['the day has no trip to poison: give it more --events']),
    ...(withoutPayload === 0 ? [] : [`no dead letter has the payload of ${withoutPayload} poison records`]),
    ...(others === 0 ? [] : [`${others} dead letters have the payload of a record that is not poison`]),
    ...(longestMs <= LONGEST_DELAY_MS
      ? []
      : [`the trip ${longestTripId} was stored ${Math.round(longestMs / 1000)} s after it arrived`]),
  ];
};

const countProblems = (deadLettered: number, expected: number): string[] =>
  deadLettered === expected ? [] : [`${deadLettered} events are dead-lettered, not ${expected}`];

/** An outage must dead-letter nothing. Only poison itself may be dead-lettered, and it must delay nothing else. */
export const keptPromises = async (
  profile: Profile,
  day: ChaosDay,
  result: StoredResult,
  { deadLettered }: Counts,
  { cloud, outputs }: { readonly cloud: ChaosCloud; readonly outputs: StackOutputs },
): Promise<Promised> => {
  if (profile === 'outage') return { problems: countProblems(deadLettered, 0) };
  if (profile !== 'poison') return { problems: [] };
  const delays = longestDelay(result.items, await readArrivals(cloud.url, outputs));
  const problems = [
    ...countProblems(deadLettered, poisonTrips(day).length),
    ...poisonProblems(day, result, delays),
  ];
  return { problems, delays };
};
