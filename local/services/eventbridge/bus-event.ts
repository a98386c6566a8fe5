import { randomUUID } from 'node:crypto';
import { ACCOUNT_ID, REGION } from '../../values/account.ts';
import type { Properties } from '../../values/json.ts';
import type { Execution } from '../step-functions/execution-store.ts';

/** An event on the bus: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export type BusEvent = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** To the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Properties;
};

export type EventContent = Pick<BusEvent, 'source' | 'resources' | 'detail'> & {
  readonly detailType: string;
  readonly timeMs: number;
};

export const busEvent = ({ source, detailType, timeMs, resources, detail }: EventContent): BusEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: ACCOUNT_ID,
  time: `${new Date(timeMs).toISOString().slice(0, 19)}Z`,
  region: REGION,
  resources,
  detail,
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
const DATA_LIMIT_BYTES = 248 * 1024;

/** The event that Step Functions sends when an execution starts or ends. */
export const executionStatusEvent = (execution: Execution): BusEvent =>
  busEvent({
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    timeMs: execution.stoppedAtMs ?? execution.startedAtMs,
    resources: [execution.arn],
    detail: executionDetail(execution),
  });

const executionDetail = (execution: Execution): Properties => {
  const { arn, stateMachineArn, name, status, startedAtMs, stoppedAtMs, input, output, error, cause } =
    execution;
  const includesOutput = escapedBytes(output) <= DATA_LIMIT_BYTES;
  const includesInput = escapedBytes(input) + escapedBytes(output) <= DATA_LIMIT_BYTES;
  const isFinal = status === 'RUNNING' || status === 'SUCCEEDED';
  return {
    ...{ executionArn: arn, stateMachineArn, name, status },
    startDate: startedAtMs,
    stopDate: stoppedAtMs ?? null,
    input: includesInput ? input : null,
    inputDetails: { included: includesInput },
    output: includesOutput ? (output ?? null) : null,
    outputDetails: output === undefined ? null : { included: includesOutput },
    error: error ?? null,
    cause: cause ?? null,
    ...{ stateMachineVersionArn: null, stateMachineAliasArn: null },
    ...{ redriveCount: 0, redriveDate: null },
    redriveStatus: isFinal ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    redriveStatusReason: isFinal ? `Execution is ${status} and cannot be redriven` : null,
  };
};

const escapedBytes = (text = ''): number => Buffer.byteLength(JSON.stringify(text)) - '""'.length;
