import { expect, test } from '@jest/globals';
import { logLine } from '../../../producer/logs/log-text.ts';

const line = (message: unknown): string | undefined =>
  logLine(
    {
      id: '1',
      atMs: Date.parse('2026-03-02T18:00:00Z'),
      message: typeof message === 'string' ? message : JSON.stringify(message),
    },
    'America/New_York',
  );

test.each([
  [
    'a line of the function, with its error and its own fields',
    {
      ...{
        level: 'WARN',
        message: 'record failed',
        timestamp: 'x',
        service: 'record-trip-end',
        cold_start: true,
      },
      ...{
        error: { name: 'TransientAwsError', message: 'throttled', stack: 'at …' },
        records: 3,
        xray_trace_id: 'y',
      },
    },
    'WARN   record failed  TransientAwsError: throttled  records=3',
  ],
  [
    "an error that was thrown, in Lambda's JSON form",
    {
      ...{ timestamp: 'x', level: 'ERROR', requestId: 'r' },
      message: { errorType: 'Error', errorMessage: 'no fare', stackTrace: ['at …'] },
    },
    'ERROR  Error: no fare',
  ],
  [
    'the same in its text form',
    'r-1\tERROR\tInvoke Error\t{"errorType":"Error","errorMessage":"no fare","stack":["at …"]}\n',
    'ERROR  Invoke Error  Error: no fare',
  ],
  ['a plain line', 'Task timed out after 60.00 seconds\n', 'Task timed out after 60.00 seconds'],
  [
    'an invocation that failed',
    { time: 'x', type: 'platform.report', record: { requestId: 'r', status: 'timeout', metrics: {} } },
    'ERROR  platform.report status=timeout',
  ],
  ['what could move the cursor', 'one\u001b[2Jtwo', 'one\\u001b[2Jtwo'],
])('%s is shown', (_what, message, text) => {
  expect(line(message)).toBe(`2026-03-02 13:00:00  ${text}\n`);
});

test.each([
  ['metrics in the embedded format', { _aws: { Timestamp: 1, CloudWatchMetrics: [] }, RecordsReceived: 1 }],
  ['an invocation that succeeded', { type: 'platform.report', record: { status: 'success' } }],
  ['an invocation that begins', { type: 'platform.start', record: { requestId: 'r' } }],
  ['an empty line', '\n'],
])('%s is left out', (_what, message) => {
  expect(line(message)).toBeUndefined();
});
