import { dateOf, isCalendarMoment } from '../../functions/trip/business-time.ts';
import { type RefusedEvent, readRefusedEvents } from '../demo/refused-events.ts';
import { type FileSums, SumOfFiles } from '../demo/sum-of-files.ts';
import { connectDailyKpi } from '../kpi/daily-kpi.ts';
import { runDays } from '../kpi/kpi-days.ts';
import { waitUntilDrained } from '../local-cloud/pipe-drain.ts';
import { type ProduceOutcome, type ProducePlan, produceToStack } from '../produce/produce-events.ts';
import type { TripEvent } from '../produce/read-trip-csv.ts';
import { connectQueues, countMessages } from '../repair/queue-contents.ts';
import { readStackOutputs, type StackOutputs } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError } from '../terminal/command-error.ts';
import { writeError } from '../terminal/output.ts';
import { withProgress } from '../terminal/progress.ts';
import { counted, printable } from '../terminal/text.ts';

/** A longer reason is cut off. */
const SHOWN_CHARACTERS = 300;
const SHOWN_REASONS = 10;

export interface DemoResult {
  readonly sent: ProduceOutcome['sent'];
  readonly quarantined: number;
  readonly deadLettered: number;
  /** The text of each day's metrics file, in the order of the days. */
  readonly metricsFiles: readonly string[];
  /** What the files themselves add up to, without the refused events. */
  readonly sums: FileSums;
  readonly timeZone: string;
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

/** Sends all events and returns the dates on which trips ended. */
const produceAll = async (
  plan: ProducePlan,
  outputs: StackOutputs,
  { endpoint, signal: stop, silent }: DemoPorts,
  files: SumOfFiles,
): Promise<{ readonly sent: ProduceOutcome['sent']; readonly dates: readonly string[] }> => {
  const dates = new Set<string>();
  const onRead = (event: TripEvent): void => {
    const date = completionDate(event);
    if (date !== undefined) dates.add(date);
    files.add({ half: event.file.kind, fields: event.fields });
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

const tellRefused = (refused: readonly RefusedEvent[]): void => {
  if (refused.length === 0) return;
  const reasons = new Set(refused.map((event) => event.reasons.join('; ')));
  const lines = [...reasons]
    .slice(0, SHOWN_REASONS)
    .map((reason) => `  ${printable(reason, SHOWN_CHARACTERS)}\n`);
  writeError(
    `${counted(refused.length, 'event')} ${refused.length === 1 ? 'is' : 'are'} in quarantine, for reasons such as\n${lines.join('')}`,
  );
};

/** Sends the events to a local cloud, waits until they are recorded and sums every day on which a trip ended. */
export const runPipeline = async (plan: ProducePlan, ports: DemoPorts): Promise<DemoResult> => {
  const { endpoint } = ports;
  const outputs = await readStackOutputs({ endpoint });
  const files = new SumOfFiles();
  const { sent, dates } = await produceAll(plan, outputs, ports, files);
  await drain(sent, ports);
  const [metricsFiles, refused] = await Promise.all([
    sumDays(dates, outputs, ports),
    readRefusedEvents(endpoint),
  ]);
  tellRefused(refused);
  return {
    sent,
    quarantined: refused.length,
    deadLettered: await countMessages(connectQueues({ endpoint }), outputs.deadLetterQueueUrl),
    metricsFiles,
    sums: files.without(refused),
    timeZone: outputs.businessTimeZone,
  };
};
