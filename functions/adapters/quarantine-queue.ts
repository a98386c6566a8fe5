import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { PipeRecord } from '../domain/request-schemas.ts';
import { awsCall, clientSettings } from './aws-call.ts';

/** What is kept of a refused record: all of it, and every reason. */
export interface QuarantinedRecord {
  readonly reasons: readonly string[];
  readonly payload: string;
  /** `utf8`: the payload is the text that was sent; `base64`: it was not text; `verbatim`: its data was not base64. */
  readonly payload_encoding: 'utf8' | 'base64' | 'verbatim';
  readonly stream_arn: string;
  readonly shard_id: string;
  readonly sequence_number: string;
  readonly partition_key: string;
  /** When the stream took it, ISO 8601 UTC. */
  readonly arrived_at: string;
  readonly quarantined_at: string;
}

const payloadOf = (data: string): Pick<QuarantinedRecord, 'payload' | 'payload_encoding'> => {
  const bytes = Buffer.from(data, 'base64');
  if (bytes.toString('base64') !== data) return { payload: data, payload_encoding: 'verbatim' };
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes)
    ? { payload: text, payload_encoding: 'utf8' }
    : { payload: data, payload_encoding: 'base64' };
};

const messageOf = (record: PipeRecord, reasons: readonly string[]): QuarantinedRecord => ({
  reasons,
  ...payloadOf(record.data),
  stream_arn: record.eventSourceARN,
  shard_id: record.eventID.split(':')[0] ?? '',
  sequence_number: record.sequenceNumber,
  partition_key: record.partitionKey,
  arrived_at: new Date(record.approximateArrivalTimestamp * 1_000).toISOString(),
  quarantined_at: new Date().toISOString(),
});

/** JSON of only the characters that SQS accepts: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const messageBody = (message: QuarantinedRecord): string =>
  JSON.stringify(message).replace(
    /[\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );

/** The queue in which refused records wait for a person. */
export const quarantineQueue = (queueUrl: string) => {
  const client = new SQSClient(clientSettings);

  /** Keeps a record and the reasons why it was refused. @throws {TransientAwsError} when it is worth another try */
  const quarantine = async (
    record: PipeRecord,
    reasons: readonly string[],
    abortSignal: AbortSignal,
  ): Promise<void> => {
    const MessageBody = messageBody(messageOf(record, reasons));
    await awsCall(client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }), { abortSignal }));
  };

  return { quarantine };
};
