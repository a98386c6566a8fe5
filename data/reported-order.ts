/** Something that reached an export this many seconds after the midnight at which its day begins. */
export interface Reported {
  readonly reportedAtSeconds: number;
}

/** What a trip adds to an export. */
export interface Pending<Event extends Reported> {
  /** No event of this trip or a later one is reported before this second. */
  readonly pickupSeconds: number;
  readonly events: readonly Event[];
}

/**
 * Sorts by time of report with one bucket per second, so that it holds only the events not yet due, not the whole day.
 */
export function* inReportedOrder<Event extends Reported>(
  pending: Iterable<Pending<Event>>,
): Generator<Event> {
  const due = new Map<number, Event[]>();
  let second = 0;
  for (const { pickupSeconds, events } of pending) {
    for (; second < pickupSeconds; second++) {
      yield* due.get(second) ?? [];
      due.delete(second);
    }
    for (const event of events) {
      const sameSecond = due.get(event.reportedAtSeconds);
      if (sameSecond) sameSecond.push(event);
      else due.set(event.reportedAtSeconds, [event]);
    }
  }
  for (; due.size > 0; second++) {
    yield* due.get(second) ?? [];
    due.delete(second);
  }
}
