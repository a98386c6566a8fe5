/** How many of the events sent in a period ended where. Undefined means unknown, never 0. */
export interface StreamLedger {
  /** Records that the stream accepted. A redriven or replayed event counts each time it was sent. */
  readonly sent: number | undefined;
  /** Written to the table. */
  readonly stored: number | undefined;
  /** Valid, but the trip already had a later record of the same half. */
  readonly superseded: number | undefined;
  readonly quarantined: number | undefined;
  /** Given up on by the function or by the pipe. The pipe's are known only for both streams together. */
  readonly deadLettered: number | undefined;
  /** On the way through the pipe: 0 once nothing is left. Until then, nobody can say how much is left. */
  readonly waiting: number | undefined;
  /** {@link sent} minus all of the above. Undefined while any of them is. */
  readonly difference: number | undefined;
  /**
   * Repeated deliveries of records that were already settled. A difference of up to this is no loss: {@link meaningOf}.
   */
  readonly redelivered: number | undefined;
}

export interface Ledger {
  /** ISO 8601 UTC. It may be up to an hour before the requested start, at a moment when nothing was on the way. */
  readonly from: string;
  readonly to: string;
  /** Whether nothing was on the way at `from`. If something was, the difference is off by that much. */
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

/** The ledger of both streams together. `deadLettered` counts those of the functions and of the pipes. */
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
 * What a difference means. `uncounted`: a function ended before it could count what it had stored; those records were
 * delivered again and found in the table. `missing`: more than that can explain. `counted-twice`: an answer to a pipe
 * was lost, and another environment of the function counted refused or superseded records again.
 */
export type Meaning = 'adds-up' | 'uncounted' | 'missing' | 'counted-twice' | 'unknown';

export const meaningOf = ({ difference, redelivered = 0 }: StreamLedger): Meaning => {
  if (difference === undefined) return 'unknown';
  if (difference === 0) return 'adds-up';
  if (difference < 0) return 'counted-twice';
  return difference <= redelivered ? 'uncounted' : 'missing';
};
