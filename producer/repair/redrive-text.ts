import { counted, localTimeOr, printable } from '../terminal/text.ts';
import type { RedrivenMessage, RedrivenRecord, RedrivePorts } from './redrive.ts';
import type { ScannedQueue } from './scan-queue.ts';

/** What a redrive has done so far, or would do. */
export interface RedriveOutcome
  extends Pick<RedrivePorts, 'dryRun' | 'maxAttempts'>,
    Pick<ScannedQueue, 'hidden'> {
  readonly messages: readonly RedrivenMessage[];
  /** Expired messages that were deleted because --drop-expired asked for it. */
  readonly dropped: number;
}

const NOT_SENT = {
  'given-up': 'given up',
  'failed-again': 'failed again since',
  'too-large': 'too large with its marker',
} as const;

/** How many of the records were not given up on, but lie between those that were. */
const countBetween = ({ fate, deadLetter, records }: RedrivenMessage): number =>
  fate === 'expired' || deadLetter === undefined ? 0 : Math.max(0, records.length - deadLetter.batchSize);

interface LineOptions {
  readonly dryRun: boolean;
  readonly timeZone: string;
}

const recordLine = (
  record: RedrivenRecord,
  { deadLetter }: RedrivenMessage,
  { dryRun, timeZone }: LineOptions,
): string => {
  const { notSent, tripId, sequenceNumber, arrivedAt, attempts } = record;
  const sent = dryRun ? 'would be sent' : 'sent again';
  const trip = tripId === undefined ? 'no trip id' : `trip ${printable(tripId, 64)}`;
  const before = attempts === 0 ? '' : `, redriven ${counted(attempts, 'time')} before`;
  return [
    `${notSent === undefined ? sent : `stays, ${NOT_SENT[notSent]}`}: ${trip}, arrived ${localTimeOr(arrivedAt, timeZone)}${before};`,
    ` ${deadLetter?.condition} at ${localTimeOr(deadLetter?.givenUpAt ?? 'unknown', timeZone)};`,
    ` ${deadLetter?.streamName} ${deadLetter?.shardId} ${sequenceNumber}\n`,
  ].join('');
};

const placeOf = ({ deadLetter, messageId }: RedrivenMessage, timeZone: string): string => {
  if (deadLetter === undefined) return `message ${messageId}`;
  const { batchSize, arrivedAt, streamName, shardId, startSequenceNumber } = deadLetter;
  const records = batchSize === 1 ? '1 record' : `${batchSize} records`;
  return `${records} arrived ${localTimeOr(arrivedAt, timeZone)}; ${streamName} ${shardId} ${startSequenceNumber}`;
};

const errorLine = ({ deadLetter }: RedrivenMessage): string => {
  if (deadLetter?.error === undefined) return '';
  const { name, message } = deadLetter.error;
  return `  its error: ${printable(`${name}: ${message}`, 500)}\n`;
};

/** A line for each record that a message names, and one for any other reason why the message stays. */
export const messageText = (message: RedrivenMessage, options: LineOptions): string => {
  const { timeZone } = options;
  const lines = message.records.map((record) => recordLine(record, message, options));
  if (lines.length > 0) lines.push(errorLine(message));
  const between = countBetween(message);
  if (between > 0) {
    lines.push(`  ${between} of these ${message.records.length} lay between those that were given up on\n`);
  }
  if (message.fate === 'expired')
    lines.push(`expired, no longer in the stream: ${placeOf(message, timeZone)}\n`, errorLine(message));
  if (message.fate === 'unreadable') {
    lines.push(`unreadable: ${placeOf(message, timeZone)}: ${printable(message.reason ?? '', 500)}\n`);
  }
  return lines.join('');
};

/** The counts of an outcome: records sent again, and messages by fate. */
export const redriveCounts = ({ dryRun, messages, dropped, hidden }: RedriveOutcome) => {
  const having = (fate: RedrivenMessage['fate']): number =>
    messages.filter((message) => message.fate === fate).length;
  return {
    dry_run: dryRun,
    records: messages.flatMap(({ records }) => records).filter(({ notSent }) => notSent === undefined).length,
    between: messages.reduce((sum, message) => sum + countBetween(message), 0),
    handed_over: having('handed-over'),
    expired: having('expired'),
    dropped,
    given_up: having('given-up'),
    failed_again: having('failed-again'),
    too_large: having('too-large'),
    unreadable: having('unreadable'),
    hidden,
  };
};

export const redriveSummary = (outcome: RedriveOutcome): string => {
  const { records, handed_over, dropped } = redriveCounts(outcome);
  if (outcome.messages.length === 0) return 'No dead letters are waiting.\n';
  const sent = outcome.dryRun
    ? `${counted(records, 'record')} of ${counted(outcome.messages.length, 'message')} would be sent again; nothing was sent.`
    : `${counted(records, 'record')} ${records === 1 ? 'was' : 'were'} sent again and ${handed_over} of ${counted(outcome.messages.length, 'message')} deleted.`;
  return `${sent}${dropped === 0 ? '' : ` ${counted(dropped, 'expired message')} ${dropped === 1 ? 'was' : 'were'} deleted, too.`}\n`;
};

/** Why messages stay in the queue and what to do about them; undefined if none do. */
export const stayingText = (outcome: RedriveOutcome, dropCommand: string): string | undefined => {
  const { expired, dropped, given_up, failed_again, too_large, unreadable } = redriveCounts(outcome);
  const staying = expired - dropped + given_up + failed_again + too_large + unreadable;
  if (staying === 0) return undefined;
  const parts = [
    expired > dropped ? `${expired - dropped} expired ("${dropCommand}" deletes such messages)` : '',
    given_up > 0
      ? `${given_up} redriven ${counted(outcome.maxAttempts, 'time')} already (fix the cause, then raise --max-attempts)`
      : '',
    failed_again > 0 ? `${failed_again} sent by this run and failed again since (fix the cause first)` : '',
    too_large > 0 ? `${too_large} too large to be sent with a marker` : '',
    unreadable > 0 ? `${unreadable} unreadable (each one's line gives the reason)` : '',
  ].filter((part) => part !== '');
  return `${staying} of ${counted(outcome.messages.length, 'message')} ${staying === 1 ? 'stays' : 'stay'} in the dead-letter queue: ${parts.join(', ')}`;
};
