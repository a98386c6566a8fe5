import type { KinesisClient } from '@aws-sdk/client-kinesis';
import {
  type Parsed,
  type ParseEvent,
  parseTripEnd,
  parseTripStart,
  type Refusal,
} from '../../functions/contracts/parse-trip-event.ts';
import { MAX_RECORD_BYTES, putRequests, type StreamRecord, sizeOf } from '../produce/event-batches.ts';
import { putRecords, type StreamPlace } from '../produce/put-records.ts';
import type { StackOutputs } from '../stack/stack-outputs.ts';
import { InputError, InterruptedError } from '../terminal/command-error.ts';
import { counted, printable } from '../terminal/text.ts';
import { repairedPayload } from './redrive-marker.ts';
import { type FileFormat, type RepairedRecord, readOr, readRepaired } from './repaired-file.ts';

/** What to do after a replay that stopped halfway. */
export const AGAIN = 'run the command again; sending twice does no harm';

type ParseAny = ParseEvent<{ readonly trip_id: string }>;

export interface RepairedFile {
  readonly path: string;
  readonly format: FileFormat;
}

/** A record of a repaired file that the pipeline would refuse again. */
export class RefusedAgain extends InputError {}

/** A repaired record on its way to its stream. */
export interface Replacement extends StreamRecord, Pick<RepairedRecord, 'streamName' | 'position'> {
  /** Its place in the file. */
  readonly place?: string;
}

const parserFor = (streamName: string, outputs: StackOutputs): ParseAny | undefined => {
  if (streamName === outputs.startStreamName) return parseTripStart;
  return streamName === outputs.endStreamName ? parseTripEnd : undefined;
};

const parse = ({ place, streamName, data, arrivedAt }: RepairedRecord, outputs: StackOutputs) => {
  const parser = parserFor(streamName, outputs);
  if (parser === undefined) {
    throw new InputError(
      `${place}: its stream "${printable(streamName, 128)}" is not one of this stack's: name the right one with --stage or --stack`,
    );
  }
  const parsed: Parsed<{ readonly trip_id: string }> = parser(data, {
    arrivedAt: Date.parse(arrivedAt),
    timeZone: outputs.businessTimeZone,
  });
  return parsed;
};

/**
 * What to send in place of a refused record, or why it would be refused again.
 *
 * @throws {InputError} naming its place if it cannot be sent: its stream is not one of this stack's, or it is too large
 */
export const replacementOf = (
  record: RepairedRecord,
  outputs: StackOutputs,
): Replacement | { readonly refusal: Refusal } => {
  const { place, streamName, position, data, arrivedAt } = record;
  const parsed = parse(record, outputs);
  if ('refusal' in parsed) return parsed;
  const replacement = { Data: repairedPayload(data, arrivedAt), PartitionKey: parsed.event.trip_id };
  if (sizeOf(replacement) > MAX_RECORD_BYTES) {
    throw new InputError(
      `${place}: is ${sizeOf(replacement)} bytes; Kinesis takes at most ${MAX_RECORD_BYTES}`,
    );
  }
  return { ...replacement, streamName, position };
};

/**
 * The records of a repaired file that can be sent, one after the other. `onProblem` gets the problem of every other
 * one: {@link RefusedAgain} if the pipeline would refuse it.
 *
 * @throws {InputError} when the file cannot be read
 */
export async function* replacements(
  { path, format }: RepairedFile,
  outputs: StackOutputs,
  onProblem: (problem: InputError) => void,
): AsyncGenerator<Replacement> {
  const places = new Map<string, string>();
  const check = (record: RepairedRecord): Replacement => {
    const { place, position } = record;
    const before = places.get(position);
    if (before !== undefined) throw new InputError(`${place}: is the same record as ${before}: keep one`);
    places.set(position, place);
    const replacement = replacementOf(record, outputs);
    if (!('refusal' in replacement)) return { ...replacement, place };
    const reasons = printable(replacement.refusal.reasons.join('; '), 1_000);
    throw new RefusedAgain(`${place}: would be refused again: ${reasons}`);
  };
  for await (const record of readRepaired(path, format, onProblem)) {
    const replacement = readOr(onProblem, () => check(record));
    if (replacement !== undefined) yield replacement;
  }
}

export interface ReplayPorts {
  /** A client that does not retry on its own. */
  readonly kinesis: KinesisClient;
  readonly stop: AbortSignal;
  readonly onSent: (count: number) => void;
  /** Called with each acknowledged event and its place. */
  readonly onTaken?: (records: readonly Replacement[], places: readonly StreamPlace[]) => void;
}

/** Returns the positions of what was sent. @throws {InterruptedError} if told to stop before the last one */
export const sendReplacements = async (
  records: AsyncIterable<Replacement> | Iterable<Replacement>,
  { kinesis, stop, onSent, onTaken }: ReplayPorts,
): Promise<ReadonlySet<string>> => {
  const acknowledged = new Set<string>();
  for await (const batch of putRequests(records, ({ streamName }) => streamName)) {
    if (stop.aborted) {
      throw new InterruptedError(
        `interrupted: ${counted(acknowledged.size, 'event')} ${acknowledged.size === 1 ? 'was' : 'were'} sent and none deleted from the quarantine: ${AGAIN}`,
      );
    }
    await putRecords(kinesis, batch[0]?.streamName ?? '', batch, onTaken && { onAcknowledged: onTaken });
    for (const { position } of batch) acknowledged.add(position);
    onSent(acknowledged.size);
  }
  return acknowledged;
};
