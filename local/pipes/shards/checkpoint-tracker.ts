/**
 * Tracks how far a shard is finished while lanes finish its records out of order.
 * @param resumedFrom the checkpoint that reading resumes from
 */
export const createCheckpointTracker = (resumedFrom: string | undefined) => {
  // Unfinished records in reading order, each with its predecessor; the first one's predecessor is the checkpoint.
  const predecessors = new Map<string, string | undefined>();
  let lastTracked = resumedFrom;
  return {
    /** A record was read. Call it in the order of the shard. */
    track: (sequenceNumber: string): void => {
      predecessors.set(sequenceNumber, lastTracked);
      lastTracked = sequenceNumber;
    },
    /** A record was delivered or dead-lettered. */
    finish: (sequenceNumber: string): void => {
      predecessors.delete(sequenceNumber);
    },
    /** Everything up to and including this sequence number is finished; undefined while nothing is. */
    checkpoint: (): string | undefined => {
      const lowest = predecessors.values().next();
      return lowest.done ? lastTracked : lowest.value;
    },
    unfinished: (): number => predecessors.size,
  };
};
