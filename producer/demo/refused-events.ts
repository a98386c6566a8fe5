import { streamNameOf } from '../../functions/contracts/quarantine-message.ts';
import { openQuarantine, scanQuarantine } from '../repair/quarantine-scan.ts';

/** An event that the pipeline refused. */
export interface RefusedEvent {
  readonly half: 'start' | 'end';
  /** The partition key that the producer gave it. */
  readonly tripId: string;
  readonly reasons: readonly string[];
}

/** All events in the quarantine, which stay there. */
export const readRefusedEvents = async (endpoint: string): Promise<readonly RefusedEvent[]> => {
  const quarantine = await openQuarantine({ endpoint });
  const refused: RefusedEvent[] = [];
  const scan = { label: 'Reading the quarantine', silent: true, interrupted: () => 'nothing was changed' };
  await scanQuarantine(quarantine, scan, async (messages) => {
    for (const { message } of messages) {
      if (message === undefined) continue;
      const isStart = streamNameOf(message.stream_arn) === quarantine.outputs.startStreamName;
      const { partition_key: tripId, reasons } = message;
      refused.push({ half: isStart ? 'start' : 'end', tripId, reasons });
    }
  });
  return refused;
};
