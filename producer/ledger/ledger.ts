/** What became of the events that were sent in a stretch of time, in numbers. Undefined: cannot be known, never 0. */
export interface StreamLedger {
  /** Records that the stream took. An event that was redriven or replayed was sent once more, and counts once more. */
  readonly sent: number | undefined;
  /** Written to the table. */
  readonly stored: number | undefined;
  /** Valid, but the trip already had a later record of the same half. */
  readonly superseded: number | undefined;
  readonly quarantined: number | undefined;
  /** Given up by the function or by the pipe. The pipe's are known only for both streams together. */
  readonly deadLettered: number | undefined;
  /** On the way through the pipe: 0 once it has nothing left. While it has, nobody can say how much. */
  readonly waiting: number | undefined;
  /** {@link sent} without all of these. Undefined as long as one of them is. */
  readonly difference: number | undefined;
  /** Deliveries of records that an earlier one had settled. A difference up to it is no loss: {@link meaningOf}. */
  readonly redelivered: number | undefined;
}

export interface Ledger {
  /** ISO 8601 UTC. It may begin up to an hour earlier than asked, when nothing was on the way. */
  readonly from: string;
  readonly to: string;
  /** Whether nothing was on the way when it began; else the difference is off by what was, sent before it. */
  readonly beganQuiet: boolean;
  readonly starts: StreamLedger;
  readonly ends: StreamLedger;
  readonly total: StreamLedger;
}

/** The numbers of a ledger that CloudWatch counts. */
export type Counts = Omit<StreamLedger, 'waiting' | 'difference'>;

/** The sum; undefined if a part is. */
export const sumOf = (...parts: readonly (number | undefined)[]): number | undefined =>
  parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum + part), 0);

export const balanced = (counts: Counts, waiting: number | undefined): StreamLedger => {
  const { sent, stored, superseded, quarantined, deadLettered } = counts;
  const found = sumOf(stored, superseded, quarantined, deadLettered, waiting);
  const difference = sent === undefined || found === undefined ? undefined : sent - found;
  return { ...counts, waiting, difference };
};

/** The ledger of both streams. `deadLettered` by their functions and by their pipes. */
export const totalOf = (
  starts: StreamLedger,
  ends: StreamLedger,
  deadLettered: number | undefined,
): StreamLedger => {
  const both = (name: keyof StreamLedger) => sumOf(starts[name], ends[name]);
  return balanced(
    {
      sent: both('sent'),
      stored: both('stored'),
      superseded: both('superseded'),
      quarantined: both('quarantined'),
      deadLettered,
      redelivered: both('redelivered'),
    },
    both('waiting'),
  );
};

/**
 * What a difference says. `uncounted`: a function ended before it could count what it had stored; those records came again
 * and were found in the table. `missing`: more than that explains. `counted-twice`: an answer to a pipe was lost, and
 * another environment of the function counted refused or superseded records again.
 */
export type Meaning = 'adds-up' | 'uncounted' | 'missing' | 'counted-twice' | 'unknown';

export const meaningOf = ({ difference, redelivered = 0 }: StreamLedger): Meaning => {
  if (difference === undefined) return 'unknown';
  if (difference === 0) return 'adds-up';
  if (difference < 0) return 'counted-twice';
  return difference <= redelivered ? 'uncounted' : 'missing';
};
