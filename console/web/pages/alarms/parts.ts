import type { Finding } from '../../../../producer/status/pipeline-status.ts';

/** The parts of the pipeline that the Flow page draws, with their names. */
export const PARTS = {
  producer: 'producer',
  'starts-stream': 'trip starts',
  'ends-stream': 'trip ends',
  'starts-pipe': 'pipe of starts',
  'ends-pipe': 'pipe of ends',
  'starts-function': 'record-trip-start',
  'ends-function': 'record-trip-end',
  table: 'trips',
  index: 'completed-trips',
  schedule: 'nightly schedule',
  machine: 'daily-kpi',
  bucket: 'metrics files',
  quarantine: 'quarantine',
  'dead-letter': 'dead letters',
} as const;
export type PartId = keyof typeof PARTS;

export const isPart = (text: string | null): text is PartId => text !== null && Object.hasOwn(PARTS, text);

/** Which part an alarm watches, by how its name in docs/runbook.md begins. The first match counts. */
const WATCHED_BY: readonly (readonly [start: string, part: PartId])[] = [
  ['starts-stream-', 'starts-stream'],
  ['ends-stream-', 'ends-stream'],
  ['starts-undelivered', 'starts-pipe'],
  ['ends-undelivered', 'ends-pipe'],
  ['starts-pipe-', 'starts-pipe'],
  ['ends-pipe-', 'ends-pipe'],
  ['starts-', 'starts-function'],
  ['ends-', 'ends-function'],
  ['record-trip-start-', 'starts-function'],
  ['record-trip-end-', 'ends-function'],
  ['table-', 'table'],
  ['completed-trips-', 'index'],
  ['quarantine-', 'quarantine'],
  ['dead-letter-', 'dead-letter'],
  ['schedule-dead-letter-', 'schedule'],
  ['kpi-run-missing', 'schedule'],
  ['kpi-empty-day', 'bucket'],
  ['kpi-run-', 'machine'],
  ['plan-kpi-run-', 'machine'],
  ['aggregate-partition-', 'machine'],
  ['publish-metrics-', 'machine'],
  ['audit-', 'machine'],
];

/** The part that an alarm watches, by the alarm's name in docs/runbook.md; undefined if the list above has none. */
export const partOfAlarm = (runbookName: string): PartId | undefined =>
  WATCHED_BY.find(([start]) => runbookName.startsWith(start))?.[1];

const OF_QUEUE = {
  quarantine: 'quarantine',
  'dead-letter': 'dead-letter',
  'schedule-dead-letter': 'schedule',
} as const;

/** The part that a finding is about; undefined if it is about none. */
export const partOfFinding = ({ part, about }: Finding): PartId | undefined => {
  if (part === 'nextRun') return 'schedule';
  switch (about?.kind) {
    case 'days':
      return 'bucket';
    case 'run':
      return 'machine';
    case 'queue':
      return OF_QUEUE[about.name];
    case 'runbook':
      return partOfAlarm(about.section);
    default:
      return undefined;
  }
};
