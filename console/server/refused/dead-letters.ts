import type { RedrivenMessage } from '../../../producer/repair/redrive.ts';
import {
  DEFAULT_MAX_ATTEMPTS,
  type Redriven,
  redrivePorts,
  redriveQueue,
} from '../../../producer/repair/redrive-queue.ts';
import { commandLine } from '../../../producer/stack/command-line.ts';
import type { StackOutputs, StackTarget } from '../../../producer/stack/stack-outputs.ts';
import { counted } from '../../../producer/terminal/text.ts';
import type { Letter, LetterList } from '../../api/dead-letters.ts';
import { sentenceOf } from '../aws/error-sentence.ts';
import type { Tell } from './queue-desk.ts';

/** The limit of a dry run, which reads a stream for each letter. */
const MOST_LETTERS = 1_000;
const MOST_RECORDS_SHOWN = 100;

/** What work on the dead letters needs to know of the stack. */
export interface DeadLetterQueue {
  readonly target: StackTarget;
  readonly outputs: StackOutputs;
}

type Fate = RedrivenMessage['fate'];

const STAYS: Readonly<Record<Exclude<Fate, 'handed-over' | 'unreadable'>, string>> = {
  expired: 'Its records are no longer in the stream: nothing can be sent again from here.',
  'given-up': `Stays: it has been redriven ${DEFAULT_MAX_ATTEMPTS} times already. Fix the cause, then use tripstream redrive with a higher --max-attempts.`,
  'failed-again': 'Stays: it was sent again and failed again. Fix the cause first.',
  'too-large': 'Stays: with its marker it is too large to send.',
};

const says = ({ fate, reason = '' }: RedrivenMessage, mode: 'dry run' | 'redrive' | 'drop'): string => {
  if (fate === 'unreadable') return `Stays: ${reason}.`;
  if (fate === 'handed-over')
    return mode === 'dry run' ? 'Still in the stream: it would be sent again.' : 'Sent again and deleted.';
  return fate === 'expired' && mode === 'drop' ? 'Deleted: its records had left the stream.' : STAYS[fate];
};

const letterOf = (message: RedrivenMessage, mode: Parameters<typeof says>[1]): Letter => {
  const { messageId: id, deadLetter, records } = message;
  const fate = message.fate === 'expired' && mode === 'drop' ? 'dropped' : message.fate;
  const { error } = deadLetter ?? {};
  return {
    ...{ id, fate, says: says(message, mode) },
    stream: deadLetter?.streamName,
    shardId: deadLetter?.shardId,
    from: deadLetter?.startSequenceNumber,
    to: deadLetter?.endSequenceNumber,
    batchSize: deadLetter?.batchSize,
    condition: deadLetter?.condition,
    error: error && `${error.name}: ${error.message}`,
    arrivedAt: deadLetter?.arrivedAt,
    givenUpAt: deadLetter?.givenUpAt,
    records: records.slice(0, MOST_RECORDS_SHOWN).map(({ sequenceNumber, tripId, arrivedAt, attempts }) => ({
      sequenceNumber,
      tripId,
      arrivedAt,
      attempts,
    })),
  };
};

interface Run {
  readonly dryRun: boolean;
  readonly dropExpired: boolean;
  readonly messageIds?: ReadonlySet<string>;
}

const run = async (
  { target, outputs }: DeadLetterQueue,
  { dryRun, dropExpired, messageIds }: Run,
  tell: Tell,
): Promise<Redriven> => {
  const ports = redrivePorts(target, outputs, { dryRun, maxAttempts: DEFAULT_MAX_ATTEMPTS });
  let done = 0;
  const onRedriven = (messages: readonly RedrivenMessage[]): void => {
    done += messages.length;
    tell(done, messageIds?.size);
  };
  const queue = { queueUrl: outputs.deadLetterQueueUrl, dropExpired, messageIds, silent: true, onRedriven };
  try {
    return await redriveQueue(target, dryRun ? { ...queue, max: MOST_LETTERS } : queue, ports);
  } finally {
    ports.reader.destroy();
    ports.writer.destroy();
  }
};

/** A dry run: finds out where the records are and which can be sent again. @throws the error that ended it */
export const readDeadLetters = async (queue: DeadLetterQueue, tell: Tell): Promise<LetterList> => {
  const { outcome, failure } = await run(queue, { dryRun: true, dropExpired: false }, tell);
  if (failure !== undefined) throw failure.error;
  return {
    readAt: new Date().toISOString(),
    letters: outcome.messages.map((message) => letterOf(message, 'dry run')),
    hidden: outcome.hidden,
    isCut: outcome.messages.length >= MOST_LETTERS,
    logCommand: commandLine('logs record-trip-end', queue.target, { errors: true }),
  };
};

/** The result for a letter that was not found. */
const missing = ({ outcome, failure }: Redriven, target: StackTarget): Pick<Letter, 'fate' | 'says'> => {
  if (failure !== undefined)
    return { fate: 'failed', says: `Not done, and still there. ${sentenceOf(failure.error, target)}` };
  if (outcome.hidden > 0)
    return {
      fate: 'held',
      says: `Not found: about ${counted(outcome.hidden, 'message')} are held by another reader. Try again in a minute.`,
    };
  return { fate: 'gone', says: 'No longer there: someone else has redriven or deleted it.' };
};

/** Redrives these letters. With `dropExpired`, also deletes those whose records have left their stream. */
export const redriveDeadLetters = async (
  queue: DeadLetterQueue,
  letters: readonly Letter[],
  { dropExpired }: { readonly dropExpired: boolean },
  tell: Tell,
): Promise<readonly Letter[]> => {
  if (letters.length === 0) return [];
  const messageIds = new Set(letters.map(({ id }) => id));
  const redriven = await run(queue, { dryRun: false, dropExpired, messageIds }, tell);
  const mode = dropExpired ? 'drop' : 'redrive';
  const done = new Map(redriven.outcome.messages.map((message) => [message.messageId, message]));
  return letters.map((letter) => {
    const message = done.get(letter.id);
    return message === undefined
      ? { ...letter, ...missing(redriven, queue.target) }
      : letterOf(message, mode);
  });
};
