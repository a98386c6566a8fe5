import { once } from 'node:events';
import { createServer } from 'node:http';

interface SentRecord {
  readonly Data: string;
  readonly PartitionKey: string;
}

export interface PutRequest {
  readonly streamName: string;
  readonly records: readonly SentRecord[];
}

/** `place` in the request, `attempt` of this very payload from 1: an error code, or undefined to take the record. */
export type Fault = (record: SentRecord, place: number, attempt: number) => string | undefined;

const answerTo = (
  { records }: PutRequest,
  attempts: Map<string, number>,
  fault: Fault,
  accepted: string[],
) => {
  const Records = records.map((record, place) => {
    const attempt = (attempts.get(record.Data) ?? 0) + 1;
    attempts.set(record.Data, attempt);
    const ErrorCode = fault(record, place, attempt);
    if (ErrorCode !== undefined) return { ErrorCode, ErrorMessage: 'scripted' };
    accepted.push(Buffer.from(record.Data, 'base64').toString('utf8'));
    return { SequenceNumber: String(accepted.length), ShardId: 'shardId-000000000000' };
  });
  return { FailedRecordCount: Records.filter((record) => 'ErrorCode' in record).length, Records };
};

/** A Kinesis whose PutRecords fails by a script, entry by entry; `status` decides about whole requests. */
export const startScriptedKinesis = async (fault: Fault, status: (request: number) => number = () => 200) => {
  const requests: PutRequest[] = [];
  const accepted: string[] = [];
  const attempts = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const put = { streamName: body.StreamName, records: body.Records };
    requests.push(put);
    const statusCode = status(requests.length);
    const answer =
      statusCode === 200
        ? answerTo(put, attempts, fault, accepted)
        : { __type: statusCode < 500 ? 'ResourceNotFoundException' : 'InternalFailure', message: 'scripted' };
    response.writeHead(statusCode, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    /** The payloads taken, in the order of their arrival. */
    accepted,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
