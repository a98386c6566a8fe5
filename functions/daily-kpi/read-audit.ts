import { auditKey, parseAuditFile } from '../contracts/audit-file.ts';
import type { IncompleteTrips } from '../contracts/metrics-file.ts';

export interface AuditPorts {
  readonly read: (key: string) => Promise<{ readonly text: string } | undefined>;
  readonly reportUnreadable: (key: string) => void;
}

const auditIn = (text: string) => {
  try {
    return parseAuditFile(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** What the last audit of a date found. An audit file that cannot be read is reported, and the metrics are published without it. */
export const readAudit =
  ({ read, reportUnreadable }: AuditPorts) =>
  async (date: string): Promise<IncompleteTrips | null> => {
    const key = auditKey(date);
    const file = await read(key);
    if (file === undefined) return null;
    const audit = auditIn(file.text);
    if (audit === undefined) {
      reportUnreadable(key);
      return null;
    }
    const { ends_without_start, starts_without_end, audited_at } = audit;
    return {
      ends_without_start: Number(ends_without_start),
      starts_without_end: Number(starts_without_end),
      audited_at,
    };
  };
