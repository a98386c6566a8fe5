import { KinesisClient } from '@aws-sdk/client-kinesis';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import { startProgress } from '../terminal/progress.ts';
import type { TripEvent } from './event-source.ts';
import { type ProduceOutcome, type ProducePlan, produceEvents } from './produce-events.ts';

export interface ProduceToStack {
  readonly target: AwsTarget;
  readonly outputs: StackOutputs;
  readonly stop: AbortSignal;
  /** No progress on stderr. */
  readonly silent: boolean;
  readonly onRead?: (event: TripEvent) => void;
}

const eventsToSend = ({ eventsInFiles, skip, limit }: ProducePlan): number | undefined =>
  eventsInFiles === undefined
    ? limit
    : Math.min(Math.max(0, eventsInFiles - skip), limit ?? Number.POSITIVE_INFINITY);

/** Sends events to the streams of a deployed stack and shows the progress. */
export const produceToStack = async (
  plan: ProducePlan,
  { target, outputs, stop, silent, onRead }: ProduceToStack,
): Promise<ProduceOutcome> => {
  // put-records.ts retries, so that only the records that were refused are sent again.
  const kinesis = new KinesisClient({ ...clientConfiguration(target), maxAttempts: 1 });
  const progress = startProgress({ label: 'Sending', unit: 'events', total: eventsToSend(plan), silent });
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
