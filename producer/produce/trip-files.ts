import { fileURLToPath } from 'node:url';
import {
  TRIP_END_FIELDS,
  TRIP_END_REQUIRED,
  TRIP_START_FIELDS,
  TRIP_START_REQUIRED,
} from '../../functions/trip/trip-event.ts';
import { InputError } from '../terminal/command-error.ts';

export const KINDS = ['start', 'end'] as const;
export type EventKind = (typeof KINDS)[number];

export interface TripFile {
  readonly kind: EventKind;
  readonly path: string;
}

/** Which columns the header of a CSV has to name, and which the pipeline knows. */
export const COLUMNS: Record<EventKind, { required: readonly string[]; known: readonly string[] }> = {
  start: { required: TRIP_START_REQUIRED, known: TRIP_START_FIELDS },
  end: { required: TRIP_END_REQUIRED, known: TRIP_END_FIELDS },
};

export const sampleFile = (kind: EventKind): TripFile => ({
  kind,
  path: fileURLToPath(new URL(`../../data/trip_${kind}.csv`, import.meta.url)),
});

interface TripFileOptions {
  readonly starts?: string | undefined;
  readonly ends?: string | undefined;
  readonly only?: 'starts' | 'ends' | undefined;
}

/** The files to send: those named, or the sample data if none is. `only` limits them to one kind. */
export const selectTripFiles = ({ starts, ends, only }: TripFileOptions): readonly TripFile[] => {
  const excluded = only === 'starts' ? ends : only === 'ends' ? starts : undefined;
  if (excluded !== undefined) throw new InputError(`--only ${only} leaves ${excluded} out: drop one of them`);
  const files: TripFile[] = [];
  if (starts !== undefined) files.push({ kind: 'start', path: starts });
  if (ends !== undefined) files.push({ kind: 'end', path: ends });
  if (files.length > 0) return files;
  return KINDS.filter((kind) => only === undefined || only === `${kind}s`).map(sampleFile);
};
