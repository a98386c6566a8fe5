import { dateOf, isCalendarMoment } from '../../functions/trip/business-time.ts';
import { parseExact } from '../../functions/trip/exact-json.ts';
import { awaitDailyKpi, connectDailyKpi, readPublished, startDailyKpi } from '../kpi/daily-kpi.ts';
import { waitUntilDrained } from '../local-cloud/pipe-drain.ts';
import type { TripEvent } from '../produce/event-source.ts';
import type { ProduceOutcome, ProducePlan } from '../produce/produce-events.ts';
import { produceToStack } from '../produce/produce-to-stack.ts';
import { connectQueues, countMessages, peekMessages } from '../repair/queue-contents.ts';
import type { AwsTarget } from '../stack/aws-access.ts';
import { forEachConcurrently } from '../stack/concurrent.ts';
import { readStackOutputs, type StackOutputs } from '../stack/stack-outputs.ts';
import { InterruptedError } from '../terminal/command-error.ts';
import { counted } from '../terminal/counted.ts';
import { startProgress } from '../terminal/progress.ts';

const KPI_RUNS_AT_A_TIME = 2;

/** What a demo found. */
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

/** Sends all events and gives the dates of the ends among them. */
const produceAll = async (
  plan: ProducePlan,
  outputs: StackOutputs,
  { endpoint, signal, silent }: DemoPorts,
): Promise<{ readonly sent: ProduceOutcome['sent']; readonly dates: readonly string[] }> => {
  const dates = new Set<string>();
  const onRead = (event: TripEvent): void => {
    const date = completionDate(event);
    if (date !== undefined) dates.add(date);
  };
  const { sent, failure } = await produceToStack(plan, {
    target: { endpoint },
    outputs,
    stop: signal,
    silent,
    onRead,
  });
  if (failure !== undefined) throw failure.error;
  if (signal.aborted) throw new InterruptedError('interrupted');
  return { sent, dates: [...dates].sort() };
};

const drain = async (
  sent: ProduceOutcome['sent'],
  { endpoint, signal, silent }: DemoPorts,
): Promise<void> => {
  const total = sent.starts + sent.ends;
  const progress = startProgress({ label: 'Recording', unit: 'events', total, silent });
  await waitUntilDrained(endpoint, { signal, onProgress: (records) => progress.update(records) });
  progress.end();
};

const sumDays = async (
  dates: readonly string[],
  outputs: StackOutputs,
  { endpoint, signal, silent }: DemoPorts,
): Promise<readonly string[]> => {
  if (dates.length === 0) return [];
  const kpi = connectDailyKpi({ endpoint }, outputs);
  const files = new Map<string, string>();
  const progress = startProgress({ label: 'Summing', unit: 'days', total: dates.length, silent });
  await forEachConcurrently(dates, KPI_RUNS_AT_A_TIME, async (date) => {
    const run = await startDailyKpi(kpi, date, 'manual');
    await awaitDailyKpi(kpi, run, { signal });
    files.set(date, Buffer.from(await readPublished(kpi, run)).toString('utf8'));
    progress.update(files.size);
  });
  progress.end();
  return dates.flatMap((date) => files.get(date) ?? []);
};

const reasonsIn = (message: string): string => {
  const body = parseExact(message);
  const reasons = typeof body === 'object' && body !== null && 'reasons' in body ? body.reasons : undefined;
  return Array.isArray(reasons) ? reasons.join('; ') : 'no reason is given';
};

const countRefused = async (
  target: AwsTarget,
  { quarantineQueueUrl, deadLetterQueueUrl }: StackOutputs,
): Promise<Pick<DemoResult, 'quarantined' | 'deadLettered'>> => {
  const sqs = connectQueues(target);
  const [quarantined, deadLettered] = await Promise.all([
    countMessages(sqs, quarantineQueueUrl),
    countMessages(sqs, deadLetterQueueUrl),
  ]);
  if (quarantined > 0) {
    const reasons = (await peekMessages(sqs, quarantineQueueUrl)).map(
      (message) => `  ${reasonsIn(message)}\n`,
    );
    process.stderr.write(
      `${counted(quarantined, 'event')} ${quarantined === 1 ? 'is' : 'are'} in quarantine, for reasons such as\n${[...new Set(reasons)].join('')}`,
    );
  }
  return { quarantined, deadLettered };
};

/** Sends the events to the local cloud at `endpoint`, waits until they are recorded and sums every day found among them. */
export const runPipeline = async (plan: ProducePlan, ports: DemoPorts): Promise<DemoResult> => {
  const target = { endpoint: ports.endpoint };
  const outputs = await readStackOutputs(target);
  const { sent, dates } = await produceAll(plan, outputs, ports);
  await drain(sent, ports);
  const metricsFiles = await sumDays(dates, outputs, ports);
  return { sent, ...(await countRefused(target, outputs)), metricsFiles };
};
