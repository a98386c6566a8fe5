import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type AuditSize,
  auditSizeOf,
  dollarsText,
  tooLargeText,
} from '../../functions/contracts/audit-size.ts';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';
import { CommandError } from '../terminal/command-error.ts';
import { counted } from '../terminal/text.ts';

/** `items` and `bytes` are DynamoDB's counts for the table, which are up to six hours old. */
export type AuditEstimate = AuditSize & { readonly items: number; readonly bytes: number };

/**
 * Estimates from the table's size.
 * @throws {CommandError} if it is too large for one execution, with what to do instead
 */
export const estimateAudit = async (target: AwsTarget, tableName: string): Promise<AuditEstimate> => {
  const client = new DynamoDBClient(clientConfiguration(target));
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    const bytes = Table?.TableSizeBytes ?? 0;
    const size = auditSizeOf(bytes);
    if (!size.fits) throw new CommandError(tooLargeText(bytes));
    return { ...size, bytes, items: Table?.ItemCount ?? 0 };
  } finally {
    client.destroy();
  }
};

const GB = 1_024 ** 3;

/** Rounded up to a whole unit: `1 minute`, `3 hours`. */
const lengthText = (seconds: number): string =>
  seconds <= 2 * 3_600
    ? counted(Math.ceil(seconds / 60), 'minute')
    : counted(Math.ceil(seconds / 3_600), 'hour');

/** Two lines: what an audit reads, and how long it takes and what it costs. */
export const estimateText = ({ items, bytes, segments, seconds, nanodollars }: AuditEstimate): string =>
  `An audit reads the whole table: ${counted(items, 'item')}, ${(bytes / GB).toFixed(2)} GB, as DynamoDB counted up to six hours ago, in ${segments} segments.\nIt takes about ${lengthText(seconds)} and costs about ${dollarsText(nanodollars)} on AWS (list prices, us-east-1).`;
