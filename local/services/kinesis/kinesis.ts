import type { Listener } from '../../endpoint/answer.ts';
import { jsonProtocol } from '../../endpoint/aws-json-protocol.ts';
import { type Clock, createClock } from '../../values/clock.ts';
import { openDatabase } from '../../values/database.ts';
import { getOperations } from './get-records.ts';
import { putOperations } from './put-records.ts';
import { createRecordStore } from './record-store.ts';
import { streamOperations } from './stream-operations.ts';
import { createStreamStore } from './stream-store.ts';
import type { StreamTraffic } from './stream-traffic.ts';
import { SCHEMA } from './tables.ts';

/**
 * Kinesis Data Streams on one SQLite file (`:memory:` for none): memory use does not grow with what is stored, and
 * acknowledged records survive a crash. Streams are active at once, and shards never change.
 */
export const openKinesis = ({
  databasePath,
  clock = createClock(),
  onTraffic = () => {},
}: {
  databasePath: string;
  /** Stamps records and streams, and decides which are too old. @default the computer's clock */
  clock?: Pick<Clock, 'nowMs'>;
  /** Called for every request that puts or gets records. */
  onTraffic?: ((traffic: StreamTraffic) => void) | undefined;
}): { listener: Listener; close(): void } => {
  const database = openDatabase(databasePath, SCHEMA);
  const streams = createStreamStore(database);
  const records = createRecordStore(database);
  const listener = jsonProtocol({
    targetPrefix: 'Kinesis_20131202',
    operations: {
      ...streamOperations(streams, clock.nowMs),
      ...putOperations({ streams, records, nowMs: clock.nowMs, onTraffic }),
      ...getOperations({ streams, records, nowMs: clock.nowMs, onTraffic }),
    },
  });
  return { listener, close: () => database.close() };
};
