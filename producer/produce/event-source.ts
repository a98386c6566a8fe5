import { readTripCsv, type TripEvent } from './read-trip-csv.ts';
import { shuffledRows } from './shuffled-rows.ts';
import type { TripFile } from './trip-files.ts';

export const ORDERS = ['interleaved', 'starts-first', 'ends-first', 'shuffled'] as const;
export type Order = (typeof ORDERS)[number];

export interface EventPart {
  /** How many events to skip at the start of the sequence. */
  readonly skip: number;
  /** How many places of the sequence to cover after that. @default all, to its end */
  readonly limit?: number | undefined;
  /** Places in the sequence, from 0, to skip as well. */
  readonly except?: ReadonlySet<number> | undefined;
}

/** Which events of which files, and in which sequence: the same selection always gives the same sequence. */
export interface EventSelection extends EventPart {
  readonly files: readonly TripFile[];
  readonly order: Order;
  /** Decides the shuffled order. */
  readonly seed: number;
}

/** An event, and its place in the whole sequence, from 0. */
export interface PlacedEvent extends TripEvent {
  readonly position: number;
}

async function* oneAfterTheOther(files: readonly TripFile[]): AsyncGenerator<TripEvent> {
  for (const file of files) yield* readTripCsv(file);
}

async function* alternating(files: readonly TripFile[]): AsyncGenerator<TripEvent> {
  const open = new Set(files.map((file) => readTripCsv(file)));
  try {
    while (open.size > 0) {
      for (const events of open) {
        const next = await events.next();
        if (next.done === true) open.delete(events);
        else yield next.value;
      }
    }
  } finally {
    for (const events of open) await events.return(undefined);
  }
}

const startsFirst = (files: readonly TripFile[]): TripFile[] =>
  files.toSorted((a, b) => Number(a.kind === 'end') - Number(b.kind === 'end'));

const inOrder = ({ files, order, seed }: EventSelection): AsyncGenerator<TripEvent> => {
  if (order === 'shuffled') return shuffledRows(startsFirst(files), seed);
  if (order === 'interleaved') return alternating(startsFirst(files));
  return oneAfterTheOther(order === 'starts-first' ? startsFirst(files) : startsFirst(files).reverse());
};

/** The events of a part of a sequence, taken only as they are asked for. */
export async function* partOf(
  events: AsyncIterable<TripEvent> | Iterable<TripEvent>,
  { skip, limit = Number.POSITIVE_INFINITY, except }: EventPart,
): AsyncGenerator<PlacedEvent> {
  let position = 0;
  for await (const event of events) {
    if (position >= skip && except?.has(position) !== true) yield { ...event, position };
    position += 1;
    if (position >= skip + limit) return;
  }
}

/** The events of a selection, read only as they are asked for. @throws {InputError} as `readTripCsv` */
export const selectEvents = (selection: EventSelection): AsyncGenerator<PlacedEvent> =>
  partOf(inOrder(selection), selection);
