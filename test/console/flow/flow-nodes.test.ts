import { describe, expect, test } from '@jest/globals';
import { SERIES, type SeriesName } from '../../../console/api/flow.ts';
import type { PipelineNow, ShownFinding } from '../../../console/api/pipeline.ts';
import { type FlowFacts, healthOf, isFlowing, nodeOf } from '../../../console/web/pages/flow/flow-nodes.ts';
import { balanced, totalOf } from '../../../producer/ledger/ledger.ts';

const AT = '2026-03-02T18:00:00.000Z';
const NONE = { sent: 0, stored: 0, superseded: 0, quarantined: 0, deadLettered: 0, redelivered: 0 };
const unknown = { unknown: 'nobody answers' };

const pipeline: PipelineNow = {
  status: {
    stack: 'Tripstream-dev',
    timeZone: 'America/New_York',
    checkedAt: AT,
    yesterday: { value: { date: '2026-03-01', file: null, isExpected: false, dueAt: AT } },
    window: { value: { from: null, to: null, days: 0, missing: [] } },
    streams: {
      value: [
        { name: 'starts', streamName: 'S', ageSeconds: 0.4, incomingRecords: 7 },
        { name: 'ends', streamName: 'E', ageSeconds: null, incomingRecords: 0 },
      ],
    },
    pipes: {
      value: [
        { name: 'starts', pipeName: 'PS', state: 'RUNNING', reason: null, changedAt: null },
        { name: 'ends', pipeName: 'PE', state: 'STOPPED', reason: null, changedAt: null },
      ],
    },
    queues: {
      value: [
        { name: 'quarantine', messages: 1_234 },
        { name: 'dead-letter', messages: 0 },
        { name: 'schedule-dead-letter', messages: 2 },
      ],
    },
    alarms: { value: { total: 40, on: [] } },
    lastRun: { value: { last: null, running: [] } },
    nextRun: { value: { scheduleName: 'nightly', isEnabled: true, expression: 'cron', nextAt: AT } },
  },
  verdict: 'healthy',
  headline: '',
  rows: [],
  findings: [],
};

const hour = (last: number): readonly number[] => [...Array.from({ length: 59 }, () => 0), last];
const counts: Partial<Record<SeriesName, number>> = {
  'starts-sent': 7,
  'starts-stored': 4,
  'starts-failed': 2,
};
const facts: FlowFacts = {
  flow: {
    readAt: AT,
    hours: { value: Object.fromEntries(SERIES.map((name) => [name, hour(counts[name] ?? 0)])) },
    table: { value: { trips: 12_000, completedTrips: 11_000 } },
    days: { value: 3 },
    ledger: {
      value: {
        ...{ from: AT, to: AT, beganQuiet: true },
        starts: balanced({ ...NONE, sent: 7, stored: 4 }, undefined),
        ends: balanced(NONE, 0),
        total: totalOf(balanced({ ...NONE, sent: 7, stored: 4 }, undefined), balanced(NONE, 0), 0),
      },
    },
  },
  pipeline,
  at: (instant) => instant.slice(11, 19),
};

describe('a part of the flow', () => {
  test('shows its count, its rate and how far behind it is', () => {
    expect(nodeOf('starts-stream', facts)).toMatchObject({
      value: '7',
      lines: ['sent, last hour', '1.4 a minute', '3 behind, 0.4 s'],
      asOf: AT,
    });
    expect(nodeOf('ends-stream', facts).lines).toContain('0 behind, unread');
    expect(nodeOf('starts-function', facts).lines).toContain('0 refused, 2 retried');
    expect(nodeOf('ends-pipe', facts).lines).toContain('stopped');
    expect(nodeOf('quarantine', facts)).toMatchObject({ value: '1,234' });
    expect(nodeOf('schedule', facts)).toMatchObject({
      value: '18:00',
      lines: ['next run', '2 failed to start'],
    });
    expect(nodeOf('index', facts)).toMatchObject({ value: '11,000' });
  });

  test('moves if something came in the last few minutes', () => {
    expect(isFlowing(nodeOf('starts-stream', facts))).toBe(true);
    expect(isFlowing(nodeOf('ends-stream', facts))).toBe(false);
    expect(isFlowing(nodeOf('bucket', facts))).toBe(false);
  });

  test('has no value and no hourly line if it cannot be read, and says why', () => {
    const blind = { ...facts, flow: { ...facts.flow, hours: unknown, table: unknown, ledger: unknown } };
    expect(nodeOf('producer', blind)).toMatchObject({
      value: undefined,
      why: 'nobody answers',
      hour: undefined,
    });
    expect(nodeOf('table', blind)).toMatchObject({ value: undefined, why: 'nobody answers' });
    expect(nodeOf('starts-stream', blind).lines).toEqual(['sent, last hour', 'behind by 0.4 s']);
    expect(nodeOf('ends-stream', blind).lines).toEqual(['sent, last hour', 'not read recently']);
    expect(nodeOf('quarantine', blind)).toMatchObject({ value: '1,234', lines: ['refused events'] });
  });
});

describe('the health of a part', () => {
  const finding = (about: ShownFinding['about']): ShownFinding => ({
    ...{ part: 'alarms', text: 'it is wrong', who: 'operator', act: '', doer: 'you' },
    ...(about === undefined ? {} : { about }),
  });
  const withFinding = (about: ShownFinding['about']): PipelineNow => ({
    ...pipeline,
    findings: [finding(about)],
  });

  test.each([
    ['ends-pipe', { kind: 'runbook', section: 'ends-undelivered' }],
    ['starts-function', { kind: 'runbook', section: 'record-trip-start-errors' }],
    ['index', { kind: 'runbook', section: 'completed-trips-index-write-throttled' }],
    ['dead-letter', { kind: 'queue', name: 'dead-letter' }],
    ['schedule', { kind: 'queue', name: 'schedule-dead-letter' }],
    ['bucket', { kind: 'days', dates: ['2026-03-01'] }],
    ['machine', { kind: 'run', name: 'kpi-1' }],
  ] as const)('of %s is wrong when a finding is about it: %j', (part, about) => {
    expect(healthOf(part, withFinding(about))).toEqual({ state: 'wrong', text: 'it is wrong' });
    expect(healthOf('table', withFinding(about)).state).toBe('right');
  });

  test('is not known when its alarms cannot be read, unless something is surely wrong', () => {
    const about = { kind: 'queue', name: 'quarantine' } as const;
    const blind = { ...withFinding(about), status: { ...pipeline.status, alarms: unknown } };
    expect(healthOf('table', blind)).toMatchObject({ state: 'unknown' });
    expect(healthOf('quarantine', blind)).toMatchObject({ state: 'wrong' });
  });
});
