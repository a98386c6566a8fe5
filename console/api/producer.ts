import { change, type Endpoint, type Nothing, nothing, read, type Topic, topic, upload } from './endpoint.ts';
import type { Fields } from './fields.ts';

export type EventKind = 'start' | 'end';

export const EVENT_ORDERS = ['interleaved', 'starts-first', 'ends-first', 'shuffled'] as const;
export type EventOrder = (typeof EVENT_ORDERS)[number];

/** The size limit of a dropped file. */
export const MOST_FILE_BYTES = 512 * 1024 * 1024;
export const MOST_GENERATED_TRIPS = 100_000;

/** A row that the pipeline will refuse. */
export interface RefusedRow {
  /** 1 for the first row under the header. */
  readonly row: number;
  readonly line: number;
  readonly reasons: readonly string[];
}

/** A CSV that can be sent. */
export interface CheckedFile {
  readonly id: string;
  readonly name: string;
  readonly kind: EventKind;
  readonly rows: number;
  /** How many rows the pipeline will refuse. */
  readonly refused: number;
  /** The first of them. */
  readonly refusedRows: readonly RefusedRow[];
}

/** The bundled sample data of one kind. */
export const openSample: Endpoint<{ readonly kind: EventKind }, CheckedFile> = change(
  'producer/files/sample',
  (fields) => ({ kind: fields.choice('kind', ['start', 'end'] as const) }),
);

/** A CSV on the machine that runs the console. */
export const openPath: Endpoint<{ readonly path: string }, CheckedFile> = change(
  'producer/files/path',
  (fields) => ({ path: fields.text('path') }),
);

/** Uploads a CSV that was dropped or chosen. The console deletes it when it closes. */
export const dropFile: Endpoint<{ readonly name: string }, CheckedFile> = upload(
  'producer/files/drop',
  (fields) => ({ name: fields.text('name') }),
);

/** The page that sends. */
interface Sender {
  /** The page makes up this id. A job that has begun is not begun again. */
  readonly job: string;
  readonly page: string;
  /** When the page was opened, ISO 8601 UTC. */
  readonly pageOpenedAt: string;
}

const senderOf = (fields: Fields): Sender => ({
  job: fields.text('job'),
  page: fields.text('page'),
  pageOpenedAt: fields.text('pageOpenedAt'),
});

export interface FilesToSend {
  /** File ids; one of the two may be left out. */
  readonly starts: string | undefined;
  readonly ends: string | undefined;
  readonly order: EventOrder;
  readonly seed: number;
  /** 0 sends all. */
  readonly limit: number;
}

/** Events per second; 0 sends as fast as the streams take them. */
interface Rate {
  readonly rate: number;
}

export const sendFiles: Endpoint<Sender & FilesToSend & Rate, SendingState> = change(
  'producer/send/files',
  (fields) => ({
    ...senderOf(fields),
    starts: fields.optionalText('starts'),
    ends: fields.optionalText('ends'),
    order: fields.choice('order', EVENT_ORDERS),
    seed: fields.count('seed', 1),
    limit: fields.count('limit', 0),
    rate: fields.count('rate', 0),
  }),
);

/** What to generate. Shares are whole percents. */
export interface DayToGenerate {
  readonly trips: number;
  readonly date: string;
  readonly seed: number;
  readonly late: number;
  readonly repeated: number;
  readonly blank: number;
  readonly broken: number;
}

const dayOf = (fields: Fields): DayToGenerate => ({
  trips: fields.count('trips', 0),
  date: fields.text('date'),
  seed: fields.count('seed', 1),
  late: fields.count('late', 0),
  repeated: fields.count('repeated', 0),
  blank: fields.count('blank', 0),
  broken: fields.count('broken', 0),
});

/** How many events of each kind will be sent. */
export interface GeneratedPlan {
  readonly trips: number;
  /** All events; repeated ones count twice. */
  readonly events: number;
  /** Trips that count for `lateDate`. */
  readonly late: number;
  readonly lateDate: string;
  readonly repeated: number;
  readonly blank: number;
  readonly broken: number;
  /** Warnings, as sentences. */
  readonly notes: readonly string[];
}

export const generatedPlan: Endpoint<DayToGenerate, GeneratedPlan> = read('producer/generated-plan', dayOf);

export const sendGenerated: Endpoint<Sender & DayToGenerate & Rate, SendingState> = change(
  'producer/send/generated',
  (fields) => ({ ...senderOf(fields), ...dayOf(fields), rate: fields.count('rate', 0) }),
);

const JOB_CHANGES = ['pause', 'go-on', 'stop'] as const;
export type JobChange = (typeof JOB_CHANGES)[number];

/** Pauses, continues or stops a job. A job can be continued after a pause, a stop or a failure. */
export const changeJob: Endpoint<{ readonly job: string; readonly what: JobChange }, SendingState> = change(
  'producer/send/change',
  (fields) => ({ job: fields.text('job'), what: fields.choice('what', JOB_CHANGES) }),
);

export const changeRate: Endpoint<{ readonly job: string } & Rate, SendingState> = change(
  'producer/send/rate',
  (fields) => ({ job: fields.text('job'), rate: fields.count('rate', 0) }),
);

/** `waiting`: an attempt failed, and the next one starts by itself. */
export type JobStatus = 'sending' | 'waiting' | 'paused' | 'stopping' | 'stopped' | 'failed' | 'done';

export interface SentTrip {
  readonly id: string;
  /** What is special about it, such as `late`. */
  readonly sort?: string | undefined;
}

/** How many trip ends of a day have been sent; trip starts, if no end was sent. */
export interface SentDay {
  readonly date: string;
  readonly kind: EventKind;
  readonly events: number;
}

export interface SendingJob extends Sender {
  /** For example `trip_start.csv and trip_end.csv`. */
  readonly what: string;
  readonly status: JobStatus;
  /** Events to send. */
  readonly total: number;
  readonly sent: { readonly starts: number; readonly ends: number };
  /** Events sent again because a stream had refused them. */
  readonly retried: number;
  readonly rate: number;
  /** Events per second over the last few seconds; undefined while nothing is sent. */
  readonly perSecond?: number | undefined;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt?: string | undefined;
  /** Why nothing is sent right now, or why the job failed, as a sentence. */
  readonly trouble?: string | undefined;
  /** Some of the trips it has sent. */
  readonly trips: readonly SentTrip[];
  /** The days that its events count for, busiest first. */
  readonly days: readonly SentDay[];
}

export interface SendingState {
  /** New each time the console starts; it does not remember earlier jobs. */
  readonly consoleId: string;
  /** The last job. */
  readonly job?: SendingJob | undefined;
}

export const sending: Topic<Nothing, SendingState> = topic('sending', nothing);

/** Whether the job blocks others. */
export const isBusy = ({ status }: Pick<SendingJob, 'status'>): boolean =>
  status !== 'stopped' && status !== 'failed' && status !== 'done';
