import { commandLine } from '../stack/command-line.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { CommandError } from '../terminal/command-error.ts';
import { counted, printable } from '../terminal/text.ts';
import type { WaitingRecord } from './look-in-queues.ts';
import type { Recorded } from './wait-until-recorded.ts';

const SHOWN_REFUSED = 10;
const SHOWN_CHARACTERS = 300;

const number = (count: number): string => count.toLocaleString('en-US');

/** `trip_end.csv, row 12`, or where the record is in its stream. */
const placeOf = ({ record: { inFile, shardId, sequenceNumber, half } }: WaitingRecord): string =>
  inFile ?? `the ${half} at ${shardId}:${sequenceNumber}`;

const refusedLines = (refused: readonly WaitingRecord[]): readonly string[] => [
  ...refused.slice(0, SHOWN_REFUSED).map((waiting) => {
    const trip = printable(waiting.record.tripId, 64);
    const reasons = printable(waiting.reasons.join('; '), SHOWN_CHARACTERS);
    return `  ${printable(placeOf(waiting))} (trip ${trip}), in ${waiting.waitsIn}: ${reasons}\n`;
  }),
  ...(refused.length > SHOWN_REFUSED ? [`  and ${number(refused.length - SHOWN_REFUSED)} more\n`] : []),
];

/** What became of the events that were sent, in whole lines; the first refused ones with their places and reasons. */
export const recordedText = ({ sent, stored, superseded, refused, ...recorded }: Recorded): string => {
  const { quarantined, deadLettered, waiting } = recorded;
  return [
    `Of ${counted(sent, 'event')}: ${number(stored)} stored, ${number(superseded)} superseded by later events of their trips, `,
    `${number(quarantined)} quarantined, ${number(deadLettered)} dead-lettered, ${number(waiting)} still waiting.\n`,
    ...refusedLines(refused),
  ].join('');
};

/** The same for JSON. */
export const recordedJson = (recorded: Recorded) => ({
  stored: recorded.stored,
  superseded: recorded.superseded,
  quarantined: recorded.quarantined,
  dead_lettered: recorded.deadLettered,
  waiting: recorded.waiting,
  refused: recorded.refused.map(({ record, waitsIn, reasons }) => ({
    in_file: record.inFile ?? null,
    trip_id: record.tripId,
    shard_id: record.shardId,
    sequence_number: record.sequenceNumber,
    waits_in: waitsIn,
    reasons,
  })),
});

/** @throws {CommandError} with the commands to run, unless everything that was sent is recorded */
export const checkAllRecorded = (recorded: Recorded, target: StackTarget): void => {
  const { sent, quarantined, deadLettered, waiting } = recorded;
  const left = quarantined + deadLettered + waiting;
  if (left === 0) return;
  const parts = [
    quarantined > 0 ? `${number(quarantined)} in quarantine (${commandLine('quarantine list', target)})` : '',
    deadLettered > 0
      ? `${number(deadLettered)} in the dead letters (${commandLine('redrive', target, { 'dry-run': true })})`
      : '',
    waiting > 0 ? `${number(waiting)} not found (${commandLine('status', target)})` : '',
  ].filter((part) => part !== '');
  throw new CommandError(
    `${number(left)} of ${counted(sent, 'event')} ${left === 1 ? 'is' : 'are'} not recorded: ${parts.join(', ')}`,
  );
};
