import { auditKey } from '../../../functions/contracts/audit-file.ts';
import { currentKey, runsPrefix } from '../../../functions/contracts/metrics-file.ts';
import { parseExact } from '../../../functions/trip/decimal.ts';
import type { WaitingNow } from '../../../producer/day/waiting-now.ts';
import { lackingRows } from '../../../producer/day/what-a-day-lacks.ts';
import { auditRows, readAuditFile, verdictOf } from '../../../producer/kpi/audit-text.ts';
import type { DailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { checkDate } from '../../../producer/kpi/dates.ts';
import { inOrderOfRuns, parseRunCopy, revisionsOf } from '../../../producer/kpi/revisions.ts';
import { jsonOf, textOf } from '../../../producer/stack/json-field.ts';
import type { AuditSummary, DayDetail, NamedText } from '../../api/days.ts';
import { sentenceFrom } from '../aws/error-sentence.ts';
import type { DailyFile, DailyFiles } from './daily-files.ts';
import { auditStanding, fileIn, METRIC_COLUMNS, metricDigits, readDay, summaryOf } from './day-summary.ts';

/** The page's buttons, to take the place of the commands in the CLI's sentences. */
const REMEDIES = { runDate: 'use "Run the day"', auditAgain: 'use "Audit the day"' };

const inWords = (name: string): string => name.replaceAll('_', ' ').replace('implausible.', 'implausible: ');

const auditOf = (
  text: string,
  date: string,
  { timeZone, standing }: { readonly timeZone: string; readonly standing: AuditSummary['standing'] },
): AuditSummary => {
  if (standing === 'not-known')
    return { standing, verdict: 'This version cannot read the audit file.', rows: [], examples: [] };
  const file = readAuditFile(text);
  const { ends_without_start, starts_without_end, implausible } = file.examples ?? {};
  const examples = Object.entries({ ends_without_start, starts_without_end, ...implausible }).map(
    ([matter, ids = []]) => [inWords(matter), ids] as const,
  );
  return {
    standing,
    verdict:
      standing === 'outdated'
        ? 'The metrics have changed since this audit: use "Audit the day".'
        : sentenceFrom(verdictOf(date, file, REMEDIES)),
    rows: auditRows(file, timeZone).map(([name, found]) => [inWords(name), found] as const),
    examples: examples.filter(([, ids]) => ids.length > 0),
  };
};

const READ_BY_THE_RUN = ['completed_trips', 'partitions_read', 'pages_read'] as const;

/** Left out: it may be older than the audit file, which the page shows separately. */
const OF_AN_AUDIT = 'incomplete trips';

const qualityOf = (text: string, timeZone: string, now: WaitingNow): readonly NamedText[] => {
  const content = jsonOf(text, parseExact);
  const lacking = lackingRows(text, { timeZone, now });
  return [
    ...READ_BY_THE_RUN.map((name) => {
      const count = textOf(content, 'data_quality', name);
      return [
        inWords(name),
        count === undefined ? 'not known' : Number(count).toLocaleString('en-US'),
      ] as const;
    }),
    ...lacking.filter(([name]) => name !== OF_AN_AUDIT),
  ];
};

const revisionsIn = (
  files: DailyFiles,
  copies: readonly DailyFile[],
): Pick<DayDetail, 'revisions' | 'unchanged' | 'overtaken'> => {
  const days = copies.flatMap((file) => {
    const text = files.known(file);
    return text === undefined ? [] : [parseRunCopy(file.key, text)];
  });
  const overtaken = days.filter(({ revision }) => revision === null).length;
  const revisions = revisionsOf(inOrderOfRuns(days)).map(({ revision, day, runs, change }) => ({
    ...{ revision, runs, runName: day.run_id, generatedAt: day.generated_at, because: day.restated_because },
    metrics: metricDigits(day.metrics),
    change: change === null ? null : metricDigits(change),
  }));
  return { revisions, overtaken, unchanged: days.length - overtaken - revisions.length };
};

/**
 * Everything known about a day.
 * @throws {InputError} if `date` is not a date; {CommandError} if a copy of a run is not a metrics file
 */
export const readDayDetail = async (
  { kpi, files, now }: { readonly kpi: DailyKpi; readonly files: DailyFiles; readonly now: WaitingNow },
  date: string,
): Promise<DayDetail> => {
  checkDate(date);
  const { timeZone } = kpi;
  const listed = await files.list(kpi, date, date);
  await files.read(kpi, listed);
  const textAt = (key: string) => files.known(listed.find((one) => one.key === key));
  const day = readDay(date, textAt(currentKey(date)));
  const [file, audit] = [fileIn(day), textAt(auditKey(date))];
  const copies = listed.filter(({ key }) => key.startsWith(runsPrefix(date)));
  return {
    ...summaryOf(day, audit),
    ...('trouble' in day ? { trouble: `${day.trouble}.` } : {}),
    ...(file === undefined ? {} : { runName: file.day.run_id, generatedAt: file.day.generated_at }),
    ...revisionsIn(files, copies),
    columns: METRIC_COLUMNS,
    quality: file === undefined ? [] : qualityOf(file.text, timeZone, now),
    auditFound:
      audit === undefined
        ? undefined
        : auditOf(audit, date, { timeZone, standing: auditStanding(audit, file?.day) }),
  };
};
