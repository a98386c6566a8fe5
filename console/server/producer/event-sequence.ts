import { generateMixedDay, type MixedDayOptions, type MixedEvent } from '../../../data/mixed-day.ts';
import {
  type EventPart,
  type Order,
  type PlacedEvent,
  partOf,
  selectEvents,
} from '../../../producer/produce/event-source.ts';
import type { TripEvent } from '../../../producer/produce/read-trip-csv.ts';
import type { SentTrip } from '../../api/producer.ts';
import { calledBy } from './check-file.ts';
import type { SendableFile } from './sendable-files.ts';

const MOST_TRIPS_NAMED = 5;

/** The events of a job. */
export interface EventSequence {
  /** For example `trip_start.csv and trip_end.csv`. */
  readonly what: string;
  /** The number of events. */
  readonly total: number;
  /** Gives the same events each time it is called. */
  events(part: EventPart): AsyncIterable<PlacedEvent>;
  /** Some of the trips read so far. */
  trips(): readonly SentTrip[];
}

export interface SequenceOfFiles {
  readonly what: string;
  readonly total: number;
  readonly files: readonly SendableFile[];
  readonly order: Order;
  readonly seed: number;
}

export const sequenceOfFiles = ({ what, total, ...selection }: SequenceOfFiles): EventSequence => {
  const ids = new Set<string>();
  return {
    what,
    total,
    async *events(part) {
      try {
        for await (const event of selectEvents({ ...selection, ...part })) {
          const { trip_id: id = '' } = event.fields;
          if (id !== '' && ids.size < MOST_TRIPS_NAMED) ids.add(id);
          yield event;
        }
      } catch (error) {
        throw selection.files.reduce(
          (named: unknown, { path, checked }) => calledBy(checked.name, path, named),
          error,
        );
      }
    },
    trips: () => [...ids].map((id) => ({ id })),
  };
};

const sortOf = ({ isBroken, isRepeat, isLate, isBlank }: MixedEvent): string => {
  if (isBroken) return 'broken';
  if (isRepeat) return 'sent twice';
  if (isLate) return 'late';
  return isBlank ? 'with blanks' : 'ordinary';
};

/** The events of a generated day. Its `trips` are one of each kind. */
export const sequenceOfDay = (
  options: MixedDayOptions,
  { what, total }: Pick<EventSequence, 'what' | 'total'>,
): EventSequence => {
  const examples = new Map<string, string>();
  function* generated(): Generator<TripEvent> {
    let row = 0;
    for (const event of generateMixedDay(options)) {
      const sort = sortOf(event);
      if (!examples.has(sort)) examples.set(sort, event.tripId);
      row += 1;
      yield { file: { kind: event.kind, path: what }, row, fields: event.fields };
    }
  }
  return {
    what,
    total,
    events: (part) => partOf(generated(), part),
    trips: () => [...examples].map(([sort, id]) => ({ id, sort })),
  };
};
