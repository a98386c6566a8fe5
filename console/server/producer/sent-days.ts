import { dateOf, isCalendarMoment } from '../../../functions/trip/business-time.ts';
import type { TripEvent } from '../../../producer/produce/read-trip-csv.ts';
import type { SentDay } from '../../api/producer.ts';

const MOST_DAYS_SHOWN = 5;

/** Counts the trip ends of each day or, if only starts were sent, the trip starts. */
export class SentDays {
  readonly #counts = { start: new Map<string, number>(), end: new Map<string, number>() };

  add({ file: { kind }, fields }: TripEvent): void {
    const moment = fields[kind === 'end' ? 'dropoff_datetime' : 'pickup_datetime'] ?? '';
    if (!isCalendarMoment(moment)) return;
    const counts = this.#counts[kind];
    const date = dateOf(moment);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }

  /** The days with the most events. */
  most(): readonly SentDay[] {
    const kind = this.#counts.end.size > 0 ? 'end' : 'start';
    return [...this.#counts[kind]]
      .map(([date, events]) => ({ date, kind, events }) as const)
      .sort((a, b) => b.events - a.events)
      .slice(0, MOST_DAYS_SHOWN);
  }
}
