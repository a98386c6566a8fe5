import { validateAuditFile } from '../contracts/generated/validators.mjs';
import { auditKey, type IncompleteTrips } from '../contracts/metrics-file.ts';
import { parseExact } from '../trip/exact-json.ts';

export interface AuditPorts {
  readonly read: (key: string) => Promise<{ readonly text: string } | undefined>;
  readonly tellUnreadable: (key: string) => void;
}

const jsonIn = (text: string): unknown => {
  try {
    return parseExact(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** What the last audit of a date found. A file that is none is told of, and does not keep the metrics from being published. */
export const readAudit =
  ({ read, tellUnreadable }: AuditPorts) =>
  async (date: string): Promise<IncompleteTrips | null> => {
    const key = auditKey(date);
    const file = await read(key);
    if (file === undefined) return null;
    const audit = jsonIn(file.text);
    if (!validateAuditFile(audit)) {
      tellUnreadable(key);
      return null;
    }
    const { ends_without_start, starts_without_end, audited_at } = audit;
    return {
      ends_without_start: Number(ends_without_start),
      starts_without_end: Number(starts_without_end),
      audited_at,
    };
  };
