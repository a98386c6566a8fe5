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

/** `place` in the request, `attempt` of this very payload from 1: an error code, or undefined to accept the record. */
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

const OUTPUTS: Readonly<Record<string, string>> = {
  TripStartStreamName: 'starts',
  TripEndStreamName: 'ends',
  TripsTableName: 'trips',
  QuarantineQueueUrl: 'http://127.0.0.1/quarantine',
  DeadLetterQueueUrl: 'http://127.0.0.1/dead-letters',
  MetricsBucketName: 'metrics',
  DailyKpiStateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:daily-kpi',
  AuditStateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:audit',
  BusinessTimeZone: 'UTC',
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
const describeStacks = (stackName: string | null): { status: number; xml: string } => {
  if (stackName !== 'Tripstream-dev') {
    const message = `Stack with id ${stackName} does not exist`;
    const error = `<Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error>`;
    return { status: 400, xml: `<ErrorResponse>${error}</ErrorResponse>` };
  }
  const outputs = Object.entries(OUTPUTS).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const stack = `<member><StackName>Tripstream-dev</StackName><Outputs>${outputs.join('')}</Outputs></member>`;
  const result = `<DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult>`;
  return { status: 200, xml: `<DescribeStacksResponse>${result}</DescribeStacksResponse>` };
};

/**
 * A Kinesis whose PutRecords fails by a script, entry by entry; `status` decides about whole requests. With it comes a
 * CloudFormation that describes the stack that owns these streams.
 */
export const startScriptedKinesis = async (fault: Fault, status: (request: number) => number = () => 200) => {
  const requests: PutRequest[] = [];
  const accepted: string[] = [];
  const attempts = new Map<string, number>();
  const putRecords = (text: string): { status: number; answer: object } => {
    const body = JSON.parse(text);
    const put = { streamName: body.StreamName, records: body.Records };
    requests.push(put);
    const statusCode = status(requests.length);
    if (statusCode === 200) return { status: 200, answer: answerTo(put, attempts, fault, accepted) };
    const code = statusCode < 500 ? 'ResourceNotFoundException' : 'InternalFailure';
    return { status: statusCode, answer: { __type: code, message: 'scripted' } };
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    if (body.startsWith('{')) {
      const { status: code, answer } = putRecords(body);
      response.writeHead(code, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
    } else {
      const { status: code, xml } = describeStacks(new URLSearchParams(body).get('StackName'));
      response.writeHead(code, { 'content-type': 'text/xml' }).end(xml);
    }
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
