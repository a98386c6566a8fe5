import type { AwsTarget } from '../stack/aws-access.ts';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import { withProgress } from '../terminal/progress.ts';
import { type ProduceOutcome, type ProducePlan, produceEvents } from './produce-events.ts';
import { connectStreams } from './put-records.ts';
import type { TripEvent } from './read-trip-csv.ts';

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
  const kinesis = connectStreams(target);
  const progress = { label: 'Sending', unit: 'events', total: eventsToSend(plan), silent };
  try {
    return await withProgress(progress, ({ update }) =>
      produceEvents(plan, {
        kinesis,
        streamNames: { start: outputs.startStreamName, end: outputs.endStreamName },
        stop,
        onSent: update,
        ...(onRead === undefined ? {} : { onRead }),
      }),
    );
  } finally {
    kinesis.destroy();
  }
};
