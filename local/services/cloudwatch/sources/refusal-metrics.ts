import type { StruckRequest } from '../../../faults/api-faults.ts';
import type { ApiService } from '../../../faults/fault-plan.ts';
import { isObject, parsedObject, textOf } from '../../../values/json.ts';
import type { Metric, ReportMetric } from '../metrics/metric.ts';

/** Requests that were throttled or failed. Only injected faults do that here. */
export const refusalMetrics =
  (report: ReportMetric) =>
  (request: StruckRequest): void => {
    for (const { count, ...metric } of REFUSALS[request.service]?.(request) ?? []) {
      report({ ...metric, values: [count], unit: 'Count' });
    }
  };

type Refusal = Metric & { count: number };

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
const tableRefusals = ({ operation, fault, body, answer }: StruckRequest): Refusal[] => {
  const { TableName, RequestItems } = parsedObject(body) ?? {};
  const tables = isObject(RequestItems) ? Object.keys(RequestItems) : [textOf(TableName)];
  const metric = (name: string, dimensions: Record<string, string>): Refusal => ({
    ...{ namespace: 'AWS/DynamoDB', name, dimensions, count: 1 },
  });
  return tables.flatMap((table) => {
    if (answer.statusCode >= 500) return [metric('SystemErrors', { TableName: table, Operation: operation })];
    if (fault.kind !== 'throttle') return [];
    const ofIndex = fault.index !== undefined && { GlobalSecondaryIndexName: fault.index };
    const events = READS.has(operation) ? 'ReadThrottleEvents' : 'WriteThrottleEvents';
    return [
      metric('ThrottledRequests', { TableName: table, Operation: operation }),
      // An index's throttles do not count for its table.
      metric(events, { TableName: table, ...ofIndex }),
    ];
  });
};

const streamRefusals = ({ operation, fault, body, answer }: StruckRequest): Refusal[] => {
  const isWrite = operation === 'PutRecord' || operation === 'PutRecords';
  if (!isWrite && operation !== 'GetRecords') return [];
  const { StreamName, StreamARN, Records } = parsedObject(body) ?? {};
  // GetRecords names its stream by an opaque iterator, unless the client adds the ARN.
  const streamName =
    StreamName ??
    textOf(StreamARN ?? '')
      .split('/')
      .at(-1);
  if (typeof streamName !== 'string' || streamName === '') return [];
  const metric = (name: string, count: number): Refusal => ({
    ...{ namespace: 'AWS/Kinesis', name, dimensions: { StreamName: streamName }, count },
  });
  if (fault.kind === 'throttle') {
    const exceeded = isWrite ? 'WriteProvisionedThroughputExceeded' : 'ReadProvisionedThroughputExceeded';
    const records = Array.isArray(Records) ? Records.length : 1;
    return [
      metric(exceeded, isWrite ? records : 1),
      metric(`${operation}.Success`, 0),
      ...(operation === 'PutRecords' ? [metric('PutRecords.ThrottledRecords', records)] : []),
    ];
  }
  if (fault.kind === 'partial') {
    const failed = Number(parsedObject(answer.body)?.FailedRecordCount ?? 0);
    return [
      metric('WriteProvisionedThroughputExceeded', failed),
      metric('PutRecords.ThrottledRecords', failed),
    ];
  }
  return answer.statusCode >= 500 ? [metric(`${operation}.Success`, 0)] : [];
};

const FUNCTION_PATH = /\/functions\/([^/]+)\/invocations/;

const functionRefusals = ({ fault, path }: StruckRequest): Refusal[] => {
  const [, function_] = FUNCTION_PATH.exec(path) ?? [];
  if (fault.kind !== 'throttle' || function_ === undefined) return [];
  const name =
    decodeURIComponent(function_)
      .replace(/^.*:function:/, '')
      .split(':')[0] ?? '';
  return [{ namespace: 'AWS/Lambda', name: 'Throttles', dimensions: { FunctionName: name }, count: 1 }];
};

const REFUSALS: Readonly<Partial<Record<ApiService, (request: StruckRequest) => Refusal[]>>> = {
  dynamodb: tableRefusals,
  kinesis: streamRefusals,
  lambda: functionRefusals,
};
