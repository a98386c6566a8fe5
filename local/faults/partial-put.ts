import type { IncomingMessage } from 'node:http';
import { type Answer, jsonAnswer, type Listener } from '../endpoint/answer.ts';
import { isObject } from '../values/json.ts';
import { drawFor, type Fault } from './faults.ts';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsResultEntry.html */
const REFUSED = {
  ErrorCode: 'ProvisionedThroughputExceededException',
  ErrorMessage: 'Rate exceeded for the shard: a fault that this local cloud was told to inject.',
};

/** Runs a PutRecords for some of its records and reports the others as refused. */
export const putSomeRecords = async (
  fault: Fault,
  listener: Listener,
  req: IncomingMessage,
  body: Buffer,
): Promise<Answer> => {
  const input: unknown = JSON.parse(body.toString('utf8'));
  if (!isObject(input) || !Array.isArray(input.Records)) return listener(req, body);
  const isRefused = input.Records.map((_, index) => drawFor(fault, index) < fault.share);
  const kept = input.Records.filter((_, index) => !isRefused[index]);
  const answer = kept.length === 0 ? allRefused : await listener(req, jsonBytes({ ...input, Records: kept }));
  const output: unknown = JSON.parse(answer.body.toString('utf8'));
  if (!isObject(output) || !Array.isArray(output.Records)) return answer;
  const placed = output.Records.values();
  const Records = isRefused.map((refused) => (refused ? REFUSED : placed.next().value));
  const FailedRecordCount = isRefused.filter(Boolean).length;
  return { ...answer, body: jsonBytes({ ...output, FailedRecordCount, Records }) };
};

const allRefused = jsonAnswer(200, 'application/x-amz-json-1.1', { Records: [] });

const jsonBytes = (input: unknown): Buffer => Buffer.from(JSON.stringify(input));
