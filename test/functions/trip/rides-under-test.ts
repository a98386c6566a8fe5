import type { PlausibleBounds, Ride } from '../../../functions/trip/implausible.ts';

export const BOUNDS: PlausibleBounds = {
  longestRideHours: 24,
  highestFare: '1000',
  timeZone: 'America/New_York',
};

/** A ride of half an hour, except for what a test overrides. */
export const ride = (more: Partial<Ride> = {}): Ride => ({
  pickupDatetime: '2024-05-25 10:00:00',
  dropoffDatetime: '2024-05-25 10:30:00',
  fareAmount: '12.50',
  ...more,
});

const NOBODY = { count: 0, examples: [] };

/** What an audit finds if every ride is plausible. */
export const NOBODY_IMPLAUSIBLE = {
  dropoff_before_pickup: NOBODY,
  ride_too_long: NOBODY,
  fare_zero: NOBODY,
  fare_too_high: NOBODY,
};
