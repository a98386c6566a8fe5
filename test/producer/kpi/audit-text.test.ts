import { expect, test } from '@jest/globals';
import {
  type AuditWithVerdict,
  auditTable,
  readAuditFile,
  verdictText,
} from '../../../producer/kpi/audit-text.ts';

const DATE = '2024-05-25';
const PLACE = 's3://bucket/daily/2024-05-25/audit.json';
const REMEDIES = { runDate: 'RUN', auditAgain: 'AUDIT' };

const fileWith = (fields: string): AuditWithVerdict =>
  readAuditFile(`{"date":"2024-05-25","completed_trips":3,"total_fare":12345678901234567.89,"started_before":"2024-05-24 00:00:00",
    "items_read":70,"audited_at":"2024-05-27T12:00:00.000Z","published":{"count_trips":2,"total_fare":1.5},${fields}}`);

const verdict = (agreement: string): string =>
  verdictText(
    DATE,
    fileWith(`"ends_without_start":0,"starts_without_end":0,"agreement":"${agreement}"`),
    REMEDIES,
  );

test('an audit is shown with its own digits, and says where the ids are', () => {
  const file = fileWith('"ends_without_start":0,"starts_without_end":2,"agreement":"agrees"');
  expect(auditTable(DATE, file, { place: PLACE, timeZone: 'America/New_York' })).toBe(
    [
      'Audit of 2024-05-25 (America/New_York)',
      '  completed_trips     3',
      '  total_fare          12,345,678,901,234,567.89',
      '  ends_without_start  0',
      '  starts_without_end  2',
      '  started_before      2024-05-24 00:00:00',
      '  items_read          70',
      '  audited_at          2024-05-27 08:00:00',
      `Ids of some of the incomplete and implausible trips: ${PLACE}`,
      '',
    ].join('\n'),
  );
  const whole = fileWith('"ends_without_start":0,"starts_without_end":0,"agreement":"agrees"');
  expect(auditTable(DATE, whole, { place: PLACE, timeZone: 'America/New_York' })).not.toContain(PLACE);
});

test('the verdict says what to do for each way in which the metrics compare with the table', () => {
  expect(verdict('agrees')).toBe('The published metrics agree with the table.\n');
  expect(verdict('run-due')).toBe(
    'Trips were written after the published metrics (2 trips, 1.50 in all) were summed. To sum them again: RUN\n',
  );
  expect(verdict('unpublished')).toBe('Nothing is published for 2024-05-25 yet: RUN\n');
  expect(verdict('republished')).toBe('A run published the date while the audit read the table: AUDIT\n');
});

test('metrics that disagree fail the command', () => {
  expect(() => verdict('disagrees')).toThrow(
    expect.objectContaining({
      exitCode: 1,
      message:
        'the metrics published for 2024-05-25 (2 trips, 1.50 in all) differ from the table (3 trips, 12,345,678,901,234,567.89 in all), and nothing written since explains it: RUN, then AUDIT; if they still differ, see "An audit that disagrees" in docs/runbook.md',
    }),
  );
});

test('the verdict names the metrics that disagree, which need not be those that it shows', () => {
  const file = readAuditFile(
    '{"completed_trips":2,"total_fare":1.5,"ends_without_start":0,"starts_without_end":0,"agreement":"disagrees","audited_at":"2024-05-27T12:00:00.000Z","published":{"count_trips":2,"total_fare":1.5,"differs_in":["max_fare","min_fare"]}}',
  );
  expect(() => verdictText(DATE, file, REMEDIES)).toThrow(
    '(2 trips, 1.50 in all) differ from the table (2 trips, 1.50 in all) in max_fare, min_fare, and nothing',
  );
});

test.each(['', 'edited by hand', '{"audited_at":"2024-05-27T12:00:00.000Z"}'])(
  'a file that is not an audit file is refused: %j',
  (text) => {
    expect(() => readAuditFile(text)).toThrow('the audit file is not in the current format');
  },
);
