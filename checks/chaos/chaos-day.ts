import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SeededRandom, seededRandom } from '../../data/seeded-random.ts';
import { endCsvLines, startCsvLines } from '../../data/trip-files.ts';
import type { EventKind, TripFile } from '../../producer/produce/trip-files.ts';
import { pick } from '../pick.ts';
import { badPayload, largePayload, spoilt } from './poison.ts';

export type Fields = Readonly<Record<string, string>>;

/** An event in a CSV. */
interface Row {
  readonly fields: Fields;
  /** What the system should do with it. */
  readonly fate: 'stored' | 'quarantined';
}

/** A day's events, including some duplicates and some poison. */
export interface ChaosDay {
  readonly columns: Readonly<Record<EventKind, readonly string[]>>;
  readonly rows: Readonly<Record<EventKind, readonly Row[]>>;
  /** Poison that no CSV can express; sent with PutRecords. */
  readonly payloads: Readonly<Record<EventKind, readonly Buffer[]>>;
  readonly files: readonly TripFile[];
}

export const KINDS: readonly EventKind[] = ['start', 'end'];

const POISON_SHARE = 0.01;
const DUPLICATE_SHARE = 0.01;
/** Per stream. Each costs a megabyte per delivery. */
const LARGE_PAYLOADS = 2;
/** The share of starts that are never sent, so that their ends have no known trip. */
const MISSING_START_SHARE = 0.002;
/** Keeps these random choices apart from the generator's. */
const RANDOM_STREAM = 1;

/** The payload of the record that a row becomes. */
export const payloadOf = ({ fields }: Row): Buffer => Buffer.from(JSON.stringify(fields));

/** The identity of an event: the same stream and the same bytes. */
export const identityOf = (kind: EventKind, payload: Uint8Array): string =>
  `${kind} ${Buffer.from(payload).toString('base64')}`;

const readLines = (lines: Iterable<string>): { columns: string[]; rows: Row[] } => {
  const [columns = [], ...cells] = [...lines].map((line) => line.trimEnd().split(','));
  const fieldsOf = (texts: readonly string[]): Fields =>
    Object.fromEntries(columns.map((column, index) => [column, texts[index] ?? '']));
  return { columns, rows: cells.map((texts) => ({ fields: fieldsOf(texts), fate: 'stored' })) };
};

/** Inserts `extra` rows among `rows`, which keep their order. */
const scatter = (random: SeededRandom, rows: readonly Row[], extra: readonly Row[]): Row[] =>
  [
    ...rows.map((row, place) => ({ row, place })),
    ...extra.map((row) => ({ row, place: random.below(rows.length) + 0.5 })),
  ]
    .toSorted((a, b) => a.place - b.place)
    .map(({ row }) => row);

const poisonRows = (random: SeededRandom, kind: EventKind, rows: readonly Row[], count: number): Row[] => {
  const poison = new Map<string, Row>();
  for (let n = 1; poison.size < count; n += 1) {
    const fields = spoilt(random, kind, pick(random, rows).fields, n);
    poison.set(JSON.stringify(fields), { fields, fate: 'quarantined' });
  }
  return [...poison.values()];
};

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** These rows as CSV text. */
export const csvText = (columns: readonly string[], rows: readonly Row[]): string => {
  const lines = rows.map(({ fields }) => columns.map((column) => cell(fields[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
};

/** Makes the day of a seed, with about `events` events in total. Writes its CSV files into `directory`. */
export const makeChaosDay = (events: number, seed: number, directory: string): ChaosDay => {
  const random = seededRandom(seed, RANDOM_STREAM);
  const poisonPerKind = Math.max(1, Math.round((events * POISON_SHARE) / 4));
  const duplicatesPerKind = Math.max(1, Math.round((events * DUPLICATE_SHARE) / 2));
  const trips = Math.max(2, Math.round(events / 2 - 2 * poisonPerKind - duplicatesPerKind));
  const start = readLines(startCsvLines({ seed, trips }));
  const end = readLines(endCsvLines({ seed, trips }));
  const valid = { start: start.rows.filter(() => !random.chance(MISSING_START_SHARE)), end: end.rows };
  const columns = { start: start.columns, end: end.columns };

  const rowsOf = (kind: EventKind): Row[] => {
    const poison = poisonRows(random, kind, valid[kind], poisonPerKind);
    const duplicates = Array.from({ length: duplicatesPerKind }, () => pick(random, valid[kind]));
    return scatter(random, valid[kind], [...poison, ...duplicates]);
  };
  const payloadsOf = (offset: number): Buffer[] =>
    Array.from({ length: poisonPerKind }, (_, n) =>
      n < LARGE_PAYLOADS ? largePayload(n) : badPayload(offset + n),
    );
  const rows = { start: rowsOf('start'), end: rowsOf('end') };
  const payloads = { start: payloadsOf(seed % 15), end: payloadsOf(seed % 15) };
  const files = KINDS.map((kind) => {
    const path = join(directory, `trip_${kind}.csv`);
    writeFileSync(path, csvText(columns[kind], rows[kind]));
    return { kind, path };
  });
  return { columns, rows, payloads, files };
};
