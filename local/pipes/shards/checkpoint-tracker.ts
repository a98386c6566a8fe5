/** Tracks how far a shard is finished while lanes finish its records out of order. */
export interface CheckpointTracker {
  /** A record was read. Call it in the order of the shard. */
  track(sequenceNumber: string): void;
  /** A record was delivered or dead-lettered. */
  finish(sequenceNumber: string): void;
  /** Everything up to and including this sequence number is finished; undefined while nothing is. */
  checkpoint(): string | undefined;
  unfinished(): number;
}

/** @param resumedFrom the checkpoint that reading resumes from */
export const createCheckpointTracker = (resumedFrom: string | undefined): CheckpointTracker => {
  // Unfinished records in reading order, each with its predecessor; the first one's predecessor is the checkpoint.
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
