/** Something that reached an export so many seconds after the midnight that begins its day. */
export interface Reported {
  readonly reportedAtSeconds: number;
}

/** What a trip adds to an export. */
export interface Pending<Event extends Reported> {
  /** No event still to come is reported before this second. */
  readonly pickupSeconds: number;
  readonly events: readonly Event[];
}

/** Sorts by report with one bucket per second, so that only events not yet due are held, not the whole day. */
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
