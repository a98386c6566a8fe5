import type { PipeDefinition } from '../definition/pipe-definition.ts';
import { backoffMs } from './backoff.ts';
import { createBatchBuffer } from './batch-buffer.ts';
import type { BatchOutcome } from './batch-outcome.ts';
import { createBell } from './bell.ts';
import type { DeadLetter, DeadLetterCondition, SendDeadLetter } from './dead-letter.ts';
import { afterDelivery, type DeliveryPlan, planDelivery, withoutExpired } from './delivery-plan.ts';
import { type DeliverBatch, describeError, type InvocationOutcome } from './invoke-function.ts';
import type { PipeRecord } from './pipe-record.ts';
import type { PipeTally } from './pipe-status.ts';

export interface LaneParts {
  readonly definition: PipeDefinition;
  readonly shardId: string;
  readonly tally: PipeTally;
  readonly stopped: AbortSignal;
  /** The clock by which records arrive and grow old, in epoch ms. */
  readonly nowMs: () => number;
  readonly invoke: DeliverBatch;
  /** Called for every batch that was handed to the function. */
  readonly onExecution?: ((execution: PipeExecution) => void) | undefined;
  readonly sendDeadLetter: SendDeadLetter | undefined;
  /** Called when records are delivered or dead-lettered. */
  readonly onFinished: (records: readonly PipeRecord[]) => void;
}

/** One delivery of a batch, and its outcome. */
export interface PipeExecution {
  readonly pipeName: string;
  readonly records: number;
  readonly bytes: number;
  readonly durationMs: number;
  readonly outcome: InvocationOutcome;
}

/** Delivers the records of some partition keys of a shard: one batch at a time, each settled before the next. */
export const createLane = (parts: LaneParts) => {
  const { batchSize, batchWindowSeconds } = parts.definition;
  const { stopped } = parts;
  const buffer = createBatchBuffer(batchSize, batchWindowSeconds * 1000);
  const recordsCame = createBell(stopped);
  const deliver = batchDelivery(parts);

  /** Resolves once the pipe is stopped and the current invocation is answered. */
  const run = async (): Promise<void> => {
    while (!stopped.aborted) {
      const batch = buffer.take(Date.now());
      if (batch) await deliver(batch);
      else await recordsCame.wait(msUntil(buffer.dueAtMs()));
    }
  };
  return {
    buffer,
    /** Call it when the buffer has received records. */
    wake: recordsCame.ring,
    run,
  };
};

const msUntil = (dueAtMs: number | undefined): number | undefined =>
  dueAtMs === undefined ? undefined : Math.max(0, dueAtMs - Date.now());

const batchDelivery = (parts: LaneParts) => {
  const { definition, tally, stopped, onFinished } = parts;
  const giveUp = givingUp(parts);
  const pause = createBell(stopped);

  /** Applies an answer to the plan and returns how long to wait before the next delivery. */
  const settle = async (
    plan: DeliveryPlan,
    records: readonly PipeRecord[],
    outcome: BatchOutcome,
  ): Promise<{ plan: DeliveryPlan; pauseMs: number }> => {
    const step = afterDelivery(plan, failedRecords(outcome, records), definition);
    tally.records += step.succeeded.length;
    onFinished(step.succeeded);
    await giveUp(step.exhausted, 'RetryAttemptsExhausted');
    const goesOn = outcome.kind === 'success' || step.exhausted.length > 0;
    // Halving is not a retry, so it does not make the waits longer.
    return { plan: step.plan, pauseMs: goesOn ? 0 : backoffMs(Math.max(1, step.plan[0]?.retries ?? 0)) };
  };

  return async (batch: readonly PipeRecord[]): Promise<void> => {
    let plan: DeliveryPlan = planDelivery(batch);
    let unavailableInARow = 0;
    while (!stopped.aborted) {
      const oldestMs = parts.nowMs() - definition.maximumRecordAgeSeconds * 1000;
      const { expired, plan: fresh } = withoutExpired(plan, oldestMs);
      await giveUp(expired, 'RecordAgeExceeded');
      const [delivery] = fresh;
      if (stopped.aborted || !delivery) return;

      const outcome = await invokeCounted(parts, delivery.records);
      unavailableInARow = outcome.kind === 'unavailable' ? unavailableInARow + 1 : 0;
      const next =
        outcome.kind === 'unavailable'
          ? { plan: fresh, pauseMs: backoffMs(unavailableInARow) }
          : await settle(fresh, delivery.records, outcome);
      plan = next.plan;
      if (next.pauseMs > 0) await pause.wait(next.pauseMs);
    }
  };
};

const invokeCounted = async (
  { definition, tally, invoke, onExecution }: LaneParts,
  records: readonly PipeRecord[],
): Promise<InvocationOutcome> => {
  tally.inFlight += 1;
  tally.deliveries += 1;
  const startedMs = performance.now();
  const outcome = await invoke(records);
  tally.inFlight -= 1;
  onExecution?.({
    ...{ pipeName: definition.name, records: records.length, outcome },
    bytes: records.reduce((sum, { jsonBytes }) => sum + jsonBytes, 0),
    durationMs: performance.now() - startedMs,
  });
  if ('reason' in outcome) tally.report(outcome.reason);
  return outcome;
};

const failedRecords = (outcome: BatchOutcome, delivered: readonly PipeRecord[]): ReadonlySet<PipeRecord> => {
  if (outcome.kind === 'success') return new Set();
  return new Set(outcome.kind === 'partial' ? outcome.failed : delivered);
};

/** Records count as finished only once the dead-letter queue has taken the message about them. */
const givingUp = ({ shardId, tally, stopped, sendDeadLetter, onFinished }: LaneParts) => {
  const pause = createBell(stopped);
  const isSent = async (deadLetter: DeadLetter): Promise<boolean> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await sendDeadLetter?.(deadLetter);
        return true;
      } catch (error) {
        tally.report(`sending a dead letter: ${describeError(error).message}`);
      }
      if (stopped.aborted) return false;
      await pause.wait(backoffMs(attempt));
    }
  };

  return async (records: readonly PipeRecord[], condition: DeadLetterCondition): Promise<void> => {
    if (records.length === 0 || !(await isSent({ condition, shardId, records }))) return;
    tally[sendDeadLetter ? 'deadLettered' : 'discarded'] += records.length;
    const fate = sendDeadLetter
      ? 'reported to the dead-letter queue'
      : 'discarded, there is no dead-letter queue';
    tally.print(
      `${condition}: ${records.length} ${records.length === 1 ? 'record' : 'records'} from ${records[0]?.eventId} on ${fate}`,
    );
    onFinished(records);
  };
};
