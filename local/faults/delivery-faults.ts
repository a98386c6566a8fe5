import type { DeliverBatch } from '../pipes/delivery/invoke-function.ts';
import type { PipeRecord } from '../pipes/delivery/pipe-record.ts';
import { drawFor, type Fault, type Faults } from './faults.ts';

/** How many of a shard's last batches a `replay` can deliver again. */
const REMEMBERED_BATCHES = 20;

/** Injects faults into the deliveries of one shard of a pipe. */
export const deliveryFaults =
  (faults: Faults, pipeName: string) =>
  (deliver: DeliverBatch): DeliverBatch => {
    const delivered: (readonly PipeRecord[])[] = [];
    const remember = (batch: readonly PipeRecord[]) => {
      delivered.push(batch);
      if (delivered.length > REMEMBERED_BATCHES) delivered.shift();
    };
    return async (batch) => {
      const fault = faults.next('pipe', pipeName);
      const outcome = fault ? await strike(fault, batch, deliver, delivered) : await deliver(batch);
      if (outcome.kind === 'success') remember(batch);
      return outcome;
    };
  };

const strike = async (
  fault: Fault,
  batch: readonly PipeRecord[],
  deliver: DeliverBatch,
  delivered: readonly (readonly PipeRecord[])[],
): ReturnType<DeliverBatch> => {
  switch (fault.kind) {
    case 'duplicate':
      await deliver(batch);
      return deliver(batch);
    case 'lost-answer':
      await deliver(batch);
      return { kind: 'failure', reason: 'an injected fault: the answer to a delivery was lost' };
    case 'reorder':
      return deliver(reordered(batch, fault));
    case 'replay': {
      const old = delivered[Math.floor(fault.draw * delivered.length)];
      if (old !== undefined) await deliver(old);
      return deliver(batch);
    }
    default:
      throw new Error(`"${fault.kind}" is not a fault of a delivery`);
  }
};

/** Shuffles the partition keys; the records of one key stay in their order, as Kinesis promises. */
const reordered = (batch: readonly PipeRecord[], fault: Fault): readonly PipeRecord[] =>
  batch
    .map((record) => ({ record, place: drawFor(fault, record.partitionKey) }))
    .sort((a, b) => a.place - b.place)
    .map(({ record }) => record);
