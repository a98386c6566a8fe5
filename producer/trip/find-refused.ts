import {
  payloadBytes,
  type QuarantinedRecord,
  streamNameOf,
} from '../../functions/contracts/quarantine-message.ts';
import { type Quarantine, readRecords, scanQuarantine } from '../repair/quarantine-scan.ts';
import { isAboutTrip, type QueueSearch, type WaitingHalf } from './waiting-half.ts';

const waitingHalf = (record: QuarantinedRecord): WaitingHalf => {
  const { stream_arn, shard_id, sequence_number, arrived_at, reasons, payload } = record;
  const stream = streamNameOf(stream_arn) ?? stream_arn;
  return { waits_in: 'quarantine', stream, shard_id, sequence_number, arrived_at, reasons, payload };
};

/** Searches the quarantine; every message stays. @throws {InterruptedError} if Ctrl-C ended it */
export const findRefused = async (
  quarantine: Quarantine,
  tripId: string,
  { silent }: { readonly silent: boolean },
): Promise<QueueSearch> => {
  const waiting: WaitingHalf[] = [];
  let unreadable = 0;
  const scan = { label: 'Searching the quarantine', silent };
  const { hidden } = await scanQuarantine(quarantine, scan, async (messages) => {
    const onUnreadable = (): void => {
      unreadable += 1;
    };
    const records = await readRecords(quarantine, messages, onUnreadable);
    const found = records.filter((record) => isAboutTrip(tripId, record.partition_key, payloadBytes(record)));
    waiting.push(...found.map(waitingHalf));
  });
  return { waiting, unreadable, hidden };
};
