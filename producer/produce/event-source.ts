import { readTripCsv, type TripEvent } from './read-trip-csv.ts';
import { shuffledRows } from './shuffled-rows.ts';
import type { TripFile } from './trip-files.ts';

export const ORDERS = ['interleaved', 'starts-first', 'ends-first', 'shuffled'] as const;
export type Order = (typeof ORDERS)[number];

/** Which events of which files, and in which sequence: the same selection always gives the same sequence. */
export interface EventSelection {
  readonly files: readonly TripFile[];
  readonly order: Order;
  /** Decides the shuffled order. */
  readonly seed: number;
  /** How many events of the sequence to leave out at its beginning. */
  readonly skip: number;
  /** How many events to take after that; all by default. */
  readonly limit?: number | undefined;
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

/** The events of a selection, read as they are asked for. @throws {InputError} as `readTripCsv` */
export async function* selectEvents(selection: EventSelection): AsyncGenerator<TripEvent> {
  const { skip, limit = Number.POSITIVE_INFINITY } = selection;
  let position = 0;
  for await (const event of inOrder(selection)) {
    if (position >= skip) yield event;
    position += 1;
    if (position >= skip + limit) return;
  }
}
