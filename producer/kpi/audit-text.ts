import type { Agreement } from '../../functions/audit/audit-counts.ts';
import { parseExact } from '../../functions/trip/exact-json.ts';
import { fieldOf, jsonOf } from '../../functions/trip/json-field.ts';
import { CommandError } from '../terminal/command-error.ts';

/** The commands that a verdict sends its reader to. */
export interface AuditRemedies {
  readonly runDate: string;
  readonly auditAgain: string;
}

const SHOWN = [
  'completed_trips',
  'total_fare',
  'ends_without_start',
  'starts_without_end',
  'started_before',
  'items_read',
  'audited_at',
];

/** An audit file that was read; what it says is asked for field by field. */
export class AuditFile {
  readonly #content: unknown;

  /** @throws {CommandError} when it is no audit file */
  constructor(text: string) {
    this.#content = jsonOf(text, parseExact);
    if (this.text('agreement') === '-') throw new CommandError('the audit file is not one of this version');
  }

  /** A value's own digits or text; `-` where there is none. */
  text(...path: readonly string[]): string {
    const value = fieldOf(this.#content, ...path);
    return typeof value === 'string' ? value : '-';
  }

  get hasIncomplete(): boolean {
    return ['ends_without_start', 'starts_without_end'].some((kind) => this.text(kind) !== '0');
  }
}

/** What an audit found, as a table for a terminal; without the ids, which stand in the file at `place`. */
export const auditTable = (file: AuditFile, place: string): string => {
  const width = Math.max(...SHOWN.map((name) => name.length));
  const rows = SHOWN.map((name) => `  ${name.padEnd(width)}  ${file.text(name)}`);
  const where = file.hasIncomplete ? [`Ids of some of the incomplete trips: ${place}`] : [];
  return `${[`Audit of ${file.text('date')}`, ...rows, ...where].join('\n')}\n`;
};

/**
 * One line on how the published metrics stand to the table.
 *
 * @throws {CommandError} when they disagree, and nothing that was written since explains it
 */
export const verdictText = (file: AuditFile, { runDate, auditAgain }: AuditRemedies): string => {
  const date = file.text('date');
  const published = `${file.text('published', 'count_trips')} trips, ${file.text('published', 'total_fare')} in all`;
  const inTable = `${file.text('completed_trips')} trips, ${file.text('total_fare')} in all`;
  const verdicts: Readonly<Record<Exclude<Agreement, 'disagrees'>, string>> = {
    agrees: 'The published metrics agree with the table.',
    'run-due': `The published metrics (${published}) are of before something was written: a run is due: ${runDate}`,
    unpublished: `Nothing is published for ${date} yet: ${runDate}`,
    republished: `A run has published the date while the table was read: ${auditAgain}`,
  };
  const verdict = Object.entries(verdicts).find(([agreement]) => agreement === file.text('agreement'))?.[1];
  if (verdict !== undefined) return `${verdict}\n`;
  throw new CommandError(
    `the metrics published for ${date} (${published}) are not those of the table (${inTable}), and nothing written since explains it: ${runDate}, then ${auditAgain}; if they still differ, see "An audit that disagrees" in docs/runbook.md`,
  );
};
