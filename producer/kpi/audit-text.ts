import {
  type Agreement,
  parseAuditFile,
  type StoredAuditFile,
} from '../../functions/contracts/audit-file.ts';
import { CommandError } from '../terminal/command-error.ts';
import { alignedLines, localTime, money } from '../terminal/text.ts';

/** The commands that a verdict tells its reader to run. */
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
] as const;

/** An audit file that says how the metrics compare; files of the first version do not. */
export type AuditWithVerdict = StoredAuditFile & { readonly agreement: Agreement };

/** @throws {CommandError} if the text is not an audit file, or is one of the first version */
export const readAuditFile = (text: string): AuditWithVerdict => {
  try {
    const { agreement, ...file } = parseAuditFile(text);
    if (agreement === undefined) throw new SyntaxError('it has no agreement');
    return { ...file, agreement };
  } catch (error) {
    throw new CommandError('the audit file is not in the current format', { cause: error });
  }
};

const shown = (name: (typeof SHOWN)[number], text: string | undefined, timeZone: string): string => {
  if (text === undefined) return '-';
  if (name === 'total_fare') return money(text);
  return name === 'audited_at' ? localTime(text, timeZone) : text;
};

/** What an audit found: one row per number, and one per kind of implausible trip. */
export const auditRows = (
  file: StoredAuditFile,
  timeZone: string,
): readonly (readonly [name: string, text: string])[] => [
  ...SHOWN.map((name) => [name, shown(name, file[name], timeZone)] as const),
  ...Object.entries(file.implausible ?? {}).map(([kind, count]) => [`implausible.${kind}`, count] as const),
];

/** What an audit found, as a table for a terminal. It has no trip ids; those are in the file at `place`. */
export const auditTable = (
  date: string,
  file: StoredAuditFile,
  { place, timeZone }: { readonly place: string; readonly timeZone: string },
): string => {
  const hasExamples =
    file.ends_without_start !== '0' ||
    file.starts_without_end !== '0' ||
    Object.values(file.implausible ?? {}).some((count) => count !== '0');
  const where = hasExamples ? [`Ids of some of the incomplete and implausible trips: ${place}`] : [];
  const lines = alignedLines(auditRows(file, timeZone));
  return `${[`Audit of ${date} (${timeZone})`, ...lines, ...where].join('\n')}\n`;
};

const sumText = (trips = '0', fare = ''): string =>
  `${trips} ${trips === '1' ? 'trip' : 'trips'}, ${money(fare)} in all`;

/** How the published metrics compare with the table, and what to do about it. */
export const verdictOf = (
  date: string,
  { agreement, published, completed_trips, total_fare }: AuditWithVerdict,
  { runDate, auditAgain }: AuditRemedies,
): string => {
  const publishedText = sumText(published?.count_trips, published?.total_fare);
  const tableText = sumText(completed_trips, total_fare);
  // Files of earlier versions do not say in which metrics.
  const differing = published?.differs_in === undefined ? '' : ` in ${published.differs_in.join(', ')}`;
  const verdicts: Readonly<Record<Agreement, string>> = {
    agrees: 'The published metrics agree with the table.',
    'run-due': `Trips were written after the published metrics (${publishedText}) were summed. To sum them again: ${runDate}`,
    unpublished: `Nothing is published for ${date} yet: ${runDate}`,
    republished: `A run published the date while the audit read the table: ${auditAgain}`,
    disagrees: `the metrics published for ${date} (${publishedText}) differ from the table (${tableText})${differing}, and nothing written since explains it: ${runDate}, then ${auditAgain}; if they still differ, see "An audit that disagrees" in docs/runbook.md`,
  };
  return verdicts[agreement];
};

/** {@link verdictOf} as a line. @throws {CommandError} if they disagree and nothing written since explains it */
export const verdictText = (date: string, file: AuditWithVerdict, remedies: AuditRemedies): string => {
  const verdict = verdictOf(date, file, remedies);
  if (file.agreement === 'disagrees') throw new CommandError(verdict);
  return `${verdict}\n`;
};
