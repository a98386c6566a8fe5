import type { Mutant } from './mutant.ts';

const FLOW = ['test/console/flow/flow-nodes.test.ts'];
const DAY_SUMMARY = ['test/console/server/days/day-summary.test.ts'];
const DAILY_FILES = ['test/console/server/days/daily-files.test.ts'];
const REPAIR = ['test/console/refused/refused-page.test.ts'];

/** Faults in how users handle events in the console, and in what it shows of the pipeline. */
export const CONSOLE_MUTANTS: readonly Mutant[] = [
  {
    name: 'sent-again-when-it-could-not-be-deleted',
    promise: 2,
    file: 'console/server/refused/replay-events.ts',
    find: 'this.#sent.has(position) || ',
    replace: '',
    tests: REPAIR,
  },
  {
    name: 'replayed-event-stays-in-the-quarantine',
    promise: 1,
    file: 'console/server/refused/replay-events.ts',
    find: 'await remove(done.map(({ held }) => held));',
    replace: '',
    tests: REPAIR,
  },
  {
    name: 'edit-is-lost-with-the-page',
    promise: 1,
    file: 'console/web/pages/refused/event/stored-edits.ts',
    find: 'globalThis.localStorage.setItem(key, JSON.stringify(edit))',
    replace: 'undefined',
    tests: REPAIR,
  },
  {
    name: 'check-writes-over-what-was-typed-since',
    promise: 1,
    file: 'console/web/pages/refused/event/stored-edits.ts',
    find: 'stored?.edits === edits && stored.isRepaired',
    replace: 'stored?.isRepaired',
    tests: REPAIR,
  },
  {
    name: 'every-edit-passes-the-check',
    promise: 7,
    file: 'console/server/refused/repaired-event.ts',
    find: "return 'Data' in replacement ? [] : replacement;",
    replace: "return 'Data' in replacement ? [] : [];",
    tests: REPAIR,
  },
  {
    name: 'unknown-count-shown-as-0',
    promise: 1,
    file: 'console/web/pages/flow/flow-nodes.ts',
    find: "value: 'value' in reading ? wholeNumber(reading.value) : undefined,",
    replace: "value: 'value' in reading ? wholeNumber(reading.value) : '0',",
    tests: FLOW,
  },
  {
    name: 'part-with-a-finding-looks-well',
    promise: 1,
    file: 'console/web/pages/flow/flow-nodes.ts',
    find: 'if (found.length > 0)',
    replace: 'if (found.length > 1)',
    tests: FLOW,
  },
  {
    name: 'records-on-the-way-are-not-behind',
    promise: 1,
    file: 'console/web/pages/flow/ledger-text.ts',
    find: 'Math.max(0, sent - settled)',
    replace: 'Math.max(0, settled - sent)',
    tests: FLOW,
  },
  {
    name: 'fare-of-a-day-through-a-binary-number',
    promise: 3,
    file: 'console/server/days/day-summary.ts',
    find: 'value === null ? null : String(value)',
    replace: 'value === null ? null : String(Number(value))',
    tests: DAY_SUMMARY,
  },
  {
    name: 'audit-of-an-earlier-revision-passes-for-one-of-this',
    promise: 1,
    file: 'console/server/days/day-summary.ts',
    find: "? file.agreement : 'outdated'",
    replace: '? file.agreement : file.agreement',
    tests: DAY_SUMMARY,
  },
  {
    name: 'restated-day-keeps-its-first-numbers-on-the-page',
    promise: 1,
    file: 'console/server/days/daily-files.ts',
    find: 'files.push({ key: Key, etag: ETag });',
    replace: "files.push({ key: Key, etag: '' });",
    tests: DAILY_FILES,
  },
  {
    name: 'unreadable-day-counts-as-unpublished',
    promise: 1,
    file: 'console/server/days/day-summary.ts',
    find: 'return { date, trouble: oneLine(error) };',
    replace: 'return { date };',
    tests: DAILY_FILES,
  },
];
