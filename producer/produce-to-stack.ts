import { KinesisClient } from '@aws-sdk/client-kinesis';
import { type AwsTarget, clientConfiguration } from './aws-access.ts';
import type { TripEvent } from './event-source.ts';
import { type ProduceOutcome, type ProducePlan, produceEvents } from './produce-events.ts';
import { estimateRows, startProgress } from './progress.ts';
import type { StackOutputs } from './stack-outputs.ts';

export interface ProduceToStack {
  readonly target: AwsTarget;
  readonly outputs: StackOutputs;
  readonly stop: AbortSignal;
  /** No progress on stderr. */
  readonly silent: boolean;
  readonly onRead?: (event: TripEvent) => void;
}

const estimateEvents = async ({ files, skip, limit }: ProducePlan): Promise<number | undefined> => {
  const rows = await estimateRows(files);
  return rows === undefined ? limit : Math.min(Math.max(0, rows - skip), limit ?? rows);
};

/** Sends events to the streams of a deployed stack and shows the progress. */
export const produceToStack = async (
  plan: ProducePlan,
  { target, outputs, stop, silent, onRead }: ProduceToStack,
): Promise<ProduceOutcome> => {
  // put-records.ts retries, so that only the records that were refused are sent again.
  const kinesis = new KinesisClient({ ...clientConfiguration(target), maxAttempts: 1 });
  const total = silent ? undefined : await estimateEvents(plan);
  const progress = startProgress({ label: 'Sending', unit: 'events', total, silent });
  try {
    return await produceEvents(plan, {
      kinesis,
      streamNames: { start: outputs.startStreamName, end: outputs.endStreamName },
      stop,
      onSent: (count) => progress.update(count),
      ...(onRead === undefined ? {} : { onRead }),
    });
  } finally {
    progress.end();
    kinesis.destroy();
  }
};
