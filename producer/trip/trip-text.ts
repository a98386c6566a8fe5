import { TRIP_STATUS } from '../../functions/trip/trip.ts';
import { commandLine } from '../stack/command-line.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { alignedLines, counted, localTime, money, printable } from '../terminal/text.ts';
import type { PlacedHalf, TripReport } from './find-trip.ts';
import type { StandingInFile } from './standing-in-file.ts';
import type { QueueSearch, WaitingHalf } from './waiting-half.ts';

const SHOWN_CHARACTERS = 1_000;
const SHOWN_ID_CHARACTERS = 100;

type Stored = NonNullable<TripReport['stored']>;
type Clock = (instant: string) => string;

const MISSING: Readonly<Record<string, string>> = {
  [TRIP_STATUS.started]: 'its end is missing',
  [TRIP_STATUS.ended]: 'its start is missing',
};

/** Whether the published file of its day has a trip, and what to do if not; `runDay` says how the day is summed. */
export const standingText = (
  standing: StandingInFile,
  stored: Pick<Stored, 'status'>,
  clock: Clock,
  runDay: string,
): string => {
  if (standing.in_file === 'not-published') return `not published yet; to sum the day: ${runDay}`;
  if (!('run_id' in standing)) {
    return `in no file: ${MISSING[stored.status] ?? 'it is not completed'}`;
  }
  const { revision, run_id, generated_at, published_at } = standing;
  const file = `revision ${revision}, of the run ${run_id}, which began at ${clock(generated_at)}`;
  switch (standing.in_file) {
    case 'yes':
      return `yes: ${file}`;
    case 'no':
      return `not as it is now: the file (${file}) was written at ${clock(published_at)}, before the trip was last written; to sum it: ${runDay}`;
    case 'perhaps':
      return `perhaps: the trip was written while the run was reading, or up to five minutes before (${file}); to be sure: ${runDay}`;
  }
};

const fieldRows = (fields: PlacedHalf['fields']): (readonly string[])[] =>
  Object.entries(fields).map(([name, text]) => [name, name.endsWith('_amount') ? money(text) : text]);

const halfLines = (name: string, half: PlacedHalf | null, clock: Clock): readonly string[] => {
  if (half === null) return [`${name}: not stored`];
  const { stream, shard_id, sequence_number, arrived_at, fields } = half;
  const rows = [
    ['arrived', clock(arrived_at)],
    ['stream', stream],
    ['shard', shard_id ?? 'no longer listed by the stream'],
    ['sequence number', sequence_number],
    ...fieldRows(fields),
  ];
  return [name, ...alignedLines(rows)];
};

const waitingLines = (half: WaitingHalf, clock: Clock): readonly string[] => {
  const { waits_in, stream, shard_id, sequence_number, arrived_at, reasons, payload } = half;
  const arrived = Number.isNaN(Date.parse(arrived_at)) ? arrived_at : clock(arrived_at);
  return [
    `Waits in ${waits_in}`,
    ...alignedLines([
      ['arrived', arrived],
      ['stream', stream],
      ['shard', printable(shard_id, SHOWN_CHARACTERS)],
      ['sequence number', printable(sequence_number, SHOWN_CHARACTERS)],
      ...reasons.map((reason) => ['reason', printable(reason, SHOWN_CHARACTERS)]),
      ['payload', payload === null ? 'not in the message' : printable(payload, SHOWN_CHARACTERS)],
    ]),
  ];
};

const storedLines = (stored: Stored, clock: Clock, runDay: string): readonly string[] => [
  ...alignedLines([
    ['status', stored.status],
    ['counts for', stored.completion_date ?? 'no day yet'],
    ['in the published file', standingText(stored.published, stored, clock, runDay)],
    ['last written', clock(stored.updated_at)],
    ['first written', clock(stored.created_at)],
  ]),
  ...halfLines('Start', stored.start, clock),
  ...halfLines('End', stored.end, clock),
];

/** What a search of the queues could not read, one sentence each. */
export const unsearchedLines = ({ unreadable, hidden }: QueueSearch): readonly string[] => [
  ...(unreadable === 0
    ? []
    : [
        `${counted(unreadable, 'message')} could not be searched: unreadable, or about records that have left their stream.`,
      ]),
  ...(hidden === 0
    ? []
    : [
        `About ${counted(hidden, 'message')} could not be searched: another reader holds them. Try again later.`,
      ]),
];

/** Why "none wait" may not be certain; empty if all messages were searched. */
const doubt = ({ unreadable, hidden }: QueueSearch): string => {
  const unsearched = unreadable + hidden;
  return unsearched === 0
    ? ''
    : ` among the messages that could be searched; ${counted(unsearched, 'message')} could not`;
};

export const nothingFoundText = (tripId: string, search: QueueSearch): string =>
  `no trip ${printable(tripId, SHOWN_ID_CHARACTERS)}, and none of its events wait in quarantine or dead letters${doubt(search)}`;

/** Everything known about a trip, for a terminal; times are in the business time zone. */
export const tripText = (report: TripReport, target: StackTarget): string => {
  const { trip_id, time_zone, stored, waiting } = report;
  const clock = (instant: string): string => `${localTime(instant, time_zone)} ${time_zone}`;
  const date = stored?.completion_date ?? undefined;
  const runDay = commandLine('kpi run', target, { date });
  const lines = [
    `Trip ${printable(trip_id, SHOWN_CHARACTERS)}`,
    ...(stored === null ? ['  not in the table'] : storedLines(stored, clock, runDay)),
    ...waiting.flatMap((half) => waitingLines(half, clock)),
    ...(waiting.length === 0 ? ['None of its events wait in quarantine or dead letters.'] : []),
    ...unsearchedLines(report),
  ];
  return `${lines.join('\n')}\n`;
};
