import { isObject } from '../../values/json.ts';
import type { PipeRecord } from './pipe-record.ts';

/** What a function's answer says about the batch that it got. */
export type BatchOutcome =
  | { kind: 'success' }
  | { kind: 'partial'; failed: readonly PipeRecord[] }
  | { kind: 'failure'; reason: string };

/**
 * Reads a function's answer (the payload as text). A record is named by its `eventID`. As documented: no answer,
 * null, `{}` and a null or empty list mean success; an identifier that is null, empty or under a wrong key fails
 * the whole batch. AWS does not document an identifier of no record, or an answer of another shape; here
 * both fail the whole batch, because treating them as success would lose records.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html
 */
export const batchOutcome = (answer: string, batch: readonly PipeRecord[]): BatchOutcome => {
  if (answer === '') return { kind: 'success' };
  const response = parseJson(answer);
  if (response === null) return { kind: 'success' };
  if (!isObject(response)) return wrongShape(answer);
  if (!('batchItemFailures' in response)) {
    return Object.keys(response).length === 0 ? { kind: 'success' } : wrongShape(answer);
  }
  const { batchItemFailures: failures } = response;
  if (failures === null) return { kind: 'success' };
  return Array.isArray(failures) ? failedRecords(failures, batch) : wrongShape(answer);
};

const failedRecords = (failures: readonly unknown[], batch: readonly PipeRecord[]): BatchOutcome => {
  if (failures.length === 0) return { kind: 'success' };
  const eventIds = new Set(batch.map(({ eventId }) => eventId));
  const named = new Set<string>();
  for (const failure of failures) {
    const identifier = isObject(failure) ? failure.itemIdentifier : undefined;
    if (typeof identifier !== 'string' || !eventIds.has(identifier)) {
      const reason = `the function named a failure that is no record's eventID: ${excerpt(JSON.stringify(failure))}`;
      return { kind: 'failure', reason };
    }
    named.add(identifier);
  }
  return { kind: 'partial', failed: batch.filter(({ eventId }) => named.has(eventId)) };
};

const wrongShape = (answer: string): BatchOutcome => ({
  kind: 'failure',
  reason: `the function answered ${excerpt(answer)}, not null, {} or {"batchItemFailures": [...]}`,
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const EXCERPT_CHARACTERS = 200;
const excerpt = (text: string): string =>
  text.length > EXCERPT_CHARACTERS ? `${text.slice(0, EXCERPT_CHARACTERS)}…` : text;
