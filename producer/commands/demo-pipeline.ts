import { readQuarantineMessage } from '../../functions/contracts/quarantine-message.ts';
import { dateOf, isCalendarMoment } from '../../functions/trip/business-time.ts';
import { connectDailyKpi } from '../kpi/daily-kpi.ts';
import { runDays } from '../kpi/kpi-days.ts';
import { waitUntilDrained } from '../local-cloud/pipe-drain.ts';
import { type ProduceOutcome, type ProducePlan, produceToStack } from '../produce/produce-events.ts';
import type { TripEvent } from '../produce/read-trip-csv.ts';
import { connectQueues, countMessages, peekMessages } from '../repair/queue-contents.ts';
import { jsonOf } from '../stack/json-field.ts';
import { readStackOutputs, type StackOutputs } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError } from '../terminal/command-error.ts';
import { writeError } from '../terminal/output.ts';
import { withProgress } from '../terminal/progress.ts';
import { counted, printable } from '../terminal/text.ts';

/** Of a reason. */
const SHOWN_CHARACTERS = 300;

/** What a demo found out. */
export interface DemoResult {
  readonly sent: ProduceOutcome['sent'];
  readonly quarantined: number;
  readonly deadLettered: number;
  /** The text of each day's metrics file, in the order of the days. */
  readonly metricsFiles: readonly string[];
}

export interface DemoPorts {
  readonly endpoint: string;
  readonly signal: AbortSignal;
  readonly silent: boolean;
}

const completionDate = ({ file, fields }: TripEvent): string | undefined => {
  const { dropoff_datetime: moment = '' } = fields;
  return file.kind === 'end' && isCalendarMoment(moment) ? dateOf(moment) : undefined;
};

/** Sends all events and returns the dates of the ends among them. */
const produceAll = async (
  plan: ProducePlan,
  outputs: StackOutputs,
  { endpoint, signal: stop, silent }: DemoPorts,
): Promise<{ readonly sent: ProduceOutcome['sent']; readonly dates: readonly string[] }> => {
  const dates = new Set<string>();
  const onRead = (event: TripEvent): void => {
    const date = completionDate(event);
    if (date !== undefined) dates.add(date);
  };
  const port = { target: { endpoint }, outputs, stop, silent, onRead };
  const { sent, failure } = await produceToStack(plan, port);
  if (failure !== undefined) throw failure.error;
  if (stop.aborted) throw new InterruptedError('interrupted');
  return { sent, dates: [...dates].sort() };
};

const drain = (sent: ProduceOutcome['sent'], { endpoint, signal, silent }: DemoPorts): Promise<void> => {
  const total = sent.starts + sent.ends;
  return withProgress({ label: 'Recording', unit: 'events', total, silent }, ({ update }) =>
    waitUntilDrained(endpoint, { signal, onProgress: update }),
  );
};

const sumDays = async (
  dates: readonly string[],
  outputs: StackOutputs,
  { endpoint, signal: stop, silent }: DemoPorts,
): Promise<readonly string[]> => {
  if (dates.length === 0) return [];
  const kpi = connectDailyKpi({ endpoint }, outputs);
  const bar = { label: 'Summing', unit: 'days', total: dates.length, silent };
  const days = await withProgress(bar, (progress) => {
    let ended = 0;
    const onEnd = (): void => {
      ended += 1;
      progress.update(ended);
    };
    return runDays(kpi, dates, { stop, onEnd });
  });
  const failed = days.find(({ error }) => error !== undefined);
  if (failed?.error !== undefined) throw new CommandError(failed.error);
  return days.flatMap(({ file }) => file ?? []);
};

const countRefused = async (
  { quarantineQueueUrl, deadLetterQueueUrl }: StackOutputs,
  { endpoint }: DemoPorts,
): Promise<Pick<DemoResult, 'quarantined' | 'deadLettered'>> => {
  const sqs = connectQueues({ endpoint });
  const [quarantined, deadLettered] = await Promise.all([
    countMessages(sqs, quarantineQueueUrl),
    countMessages(sqs, deadLetterQueueUrl),
  ]);
  if (quarantined > 0) {
    const messages = await peekMessages(sqs, quarantineQueueUrl);
    const reasons = messages.map((body) => readQuarantineMessage(jsonOf(body))?.reasons.join('; '));
    const lines = [...new Set(reasons)].map(
      (reason) => `  ${printable(reason ?? 'no reason is given', SHOWN_CHARACTERS)}\n`,
    );
    writeError(
      `${counted(quarantined, 'event')} ${quarantined === 1 ? 'is' : 'are'} in quarantine, for reasons such as\n${lines.join('')}`,
    );
  }
  return { quarantined, deadLettered };
};

/**
 * Sends the events to the local cloud at `endpoint`, waits until they are recorded and sums every day that an end falls
 * on.
 */
export const runPipeline = async (plan: ProducePlan, ports: DemoPorts): Promise<DemoResult> => {
  const outputs = await readStackOutputs({ endpoint: ports.endpoint });
  const { sent, dates } = await produceAll(plan, outputs, ports);
  await drain(sent, ports);
  const metricsFiles = await sumDays(dates, outputs, ports);
  return { sent, ...(await countRefused(outputs, ports)), metricsFiles };
};
