import type { SeededRandom } from './seeded-random.ts';

/** What happened on the road, in whole numbers; not yet what the vehicle reported about it. */
export interface Ride {
  readonly hundredthMiles: number;
  readonly durationSeconds: number;
  readonly fareCents: number;
  readonly estimatedSeconds: number;
  readonly estimatedFareCents: number;
}

const SHORTEST_HUNDREDTH_MILES = 15;
const LONGEST_HUNDREDTH_MILES = 3200;

const FLAG_DROP_CENTS = 240;
const CENTS_PER_MILE = 290;
const CENTS_PER_MINUTE = 45;

const HOUR_SECONDS = 3600;
const HOUR_MINUTES = 60;

const fraction = (random: SeededRandom): number => random.below(1024) / 1024;

const percent = (random: SeededRandom, amount: number, from: number, to: number): number =>
  Math.floor((amount * (from + random.below(to - from + 1))) / 100);

/** Many short rides and few long ones, the long ones faster; fares run from about 3.50 to about 120. */
export const rideOf = (random: SeededRandom): Ride => {
  const lengthShare = fraction(random) * fraction(random) * fraction(random);
  const hundredthMiles = SHORTEST_HUNDREDTH_MILES + Math.floor(LONGEST_HUNDREDTH_MILES * lengthShare);
  const milesPerHour = 8 + random.below(10) + Math.floor(hundredthMiles / 150);
  const durationSeconds = 60 + Math.floor((hundredthMiles * HOUR_SECONDS) / (100 * milesPerHour));
  const fareCents =
    FLAG_DROP_CENTS +
    Math.floor((hundredthMiles * CENTS_PER_MILE) / 100) +
    Math.floor((durationSeconds * CENTS_PER_MINUTE * HOUR_MINUTES) / HOUR_SECONDS);
  return {
    hundredthMiles,
    durationSeconds,
    fareCents,
    estimatedSeconds: percent(random, durationSeconds, 80, 120),
    estimatedFareCents: percent(random, fareCents, 85, 115),
  };
};
