import { streamNameOf } from '../../functions/contracts/quarantine-message.ts';
import { openQuarantine, positionOf, scanQuarantine } from '../repair/quarantine-scan.ts';

export interface RefusedEvent {
  readonly half: 'start' | 'end';
  /** The partition key that the producer gave it. */
  readonly tripId: string;
  readonly reasons: readonly string[];
}

/**
 * All events in quarantine; they stay there. An event that was delivered, and so refused, more than once counts once.
 */
export const readRefusedEvents = async (endpoint: string): Promise<readonly RefusedEvent[]> => {
  const quarantine = await openQuarantine({ endpoint });
  const refused = new Map<string, RefusedEvent>();
  const scan = { label: 'Reading the quarantine', silent: true };
  await scanQuarantine(quarantine, scan, async (messages) => {
    for (const { message } of messages) {
      if (message === undefined) continue;
      const isStart = streamNameOf(message.stream_arn) === quarantine.outputs.startStreamName;
      const { partition_key: tripId, reasons } = message;
      refused.set(positionOf(message), { half: isStart ? 'start' : 'end', tripId, reasons });
    }
  });
  return [...refused.values()];
};
