import type { PipeDefinition } from '../definition/pipe-definition.ts';

/** What a pipe has done and what remains. */
export interface PipeStatus extends Readonly<PipeCounts> {
  readonly name: string;
  readonly streamName: string;
  /** FAILED: a bug or a checkpoint that could not be written ended the pipe; `lastError` says which. */
  readonly state: 'RUNNING' | 'STOPPED' | 'FAILED';
  /**
   * Records read but not finished, plus one for each shard that may hold unread ones: 0 means drained, and any other
   * number is a lower bound.
   */
  readonly recordsBehind: number;
}

interface PipeCounts {
  /** Invocations without an answer yet. */
  inFlight: number;
  /** Invocations so far. */
  deliveries: number;
  /** Records that the function has processed. */
  records: number;
  /** Records given up on and reported to the dead-letter queue. */
  deadLettered: number;
  /** Records given up on without a dead-letter queue to report them to. */
  discarded: number;
  lastError?: string;
}

/** The counts of one pipe, kept by all its lanes. */
export interface PipeTally extends PipeCounts {
  /** Keeps the error for the status, and prints it unless it is the same as the last one. */
  report(error: string): void;
  print(line: string): void;
}

export const createTally = ({ name }: Pick<PipeDefinition, 'name'>): PipeTally => {
  const print = (line: string) => console.error(`pipe ${name}: ${line}`);
  const tally: PipeTally = {
    inFlight: 0,
    deliveries: 0,
    records: 0,
    deadLettered: 0,
    discarded: 0,
    print,
    report: (error) => {
      if (error !== tally.lastError) print(error);
      tally.lastError = error;
    },
  };
  return tally;
};
