/** How far a shard is done while lanes finish its records out of order. */
export interface CheckpointTracker {
  /** A record was read; to be called in the order of the shard. */
  track(sequenceNumber: string): void;
  /** A record was delivered, or given up and dead-lettered. */
  finish(sequenceNumber: string): void;
  /** Everything up to and including this sequence number is finished; undefined while nothing is. */
  checkpoint(): string | undefined;
  unfinished(): number;
}

/** @param resumedFrom the checkpoint that reading goes on from */
export const createCheckpointTracker = (resumedFrom: string | undefined): CheckpointTracker => {
  // In reading order, each with the record before it: the first one's is the checkpoint.
  const predecessors = new Map<string, string | undefined>();
  let lastTracked = resumedFrom;
  return {
    track: (sequenceNumber) => {
      predecessors.set(sequenceNumber, lastTracked);
      lastTracked = sequenceNumber;
    },
    finish: (sequenceNumber) => {
      predecessors.delete(sequenceNumber);
    },
    checkpoint: () => {
      const lowest = predecessors.values().next();
      return lowest.done ? lastTracked : lowest.value;
    },
    unfinished: () => predecessors.size,
  };
};
