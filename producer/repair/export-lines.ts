import type { QuarantinedRecord } from '../../functions/contracts/quarantine-message.ts';
import { QUARANTINE_CSV_HEADER, quarantineCsvRow } from './quarantine-csv.ts';
import { positionOf } from './quarantine-scan.ts';
import type { FileFormat } from './repaired-file.ts';

/** Writes refused records as the lines of an export, each record once. */
export class ExportLines {
  exported = 0;
  /** Messages about the same record as an earlier message. */
  repeated = 0;
  /** Payloads that are not JSON objects and so have no row. */
  notInCsv = 0;
  readonly header: string;
  readonly #format: FileFormat;
  readonly #positions = new Set<string>();

  constructor(format: FileFormat) {
    this.#format = format;
    this.header = format === 'csv' ? QUARANTINE_CSV_HEADER : '';
  }

  /** The line of a record with its line end; empty if the record has no line, or was already written. */
  line(record: QuarantinedRecord): string {
    const position = positionOf(record);
    const line = this.#format === 'csv' ? quarantineCsvRow(record) : `${JSON.stringify(record)}\n`;
    const isRepeated = this.#positions.has(position);
    this.#positions.add(position);
    if (isRepeated) this.repeated += 1;
    else if (line === undefined) this.notInCsv += 1;
    else this.exported += 1;
    return isRepeated ? '' : (line ?? '');
  }
}
