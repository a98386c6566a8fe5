import type { Mutant } from './mutant.ts';

const REDRIVE = ['test/producer/repair/redrive.test.ts'];
const REPLAY = ['test/producer/repair/quarantine-replay.test.ts'];
const MARKER = ['test/producer/repair/redrive-marker.test.ts'];

/** Faults in how dead letters and refused events are sent again. */
export const RECOVERY_MUTANTS: readonly Mutant[] = [
  {
    name: 'expired-dead-letter-deleted',
    promise: 1,
    file: 'producer/repair/redrive.ts',
    find: "  if (!areAllThere) return 'expired';\n",
    replace: '',
    tests: REDRIVE,
  },
  {
    name: 'dead-letter-deleted-though-its-record-was-not-sent',
    promise: 1,
    file: 'producer/repair/redrive.ts',
    find: "records.find(({ notSent }) => notSent !== undefined)?.notSent ?? 'handed-over'",
    replace: "'handed-over'",
    tests: REDRIVE,
  },
  {
    name: 'dead-letter-deleted-and-not-sent',
    promise: 1,
    file: 'producer/repair/redrive.ts',
    find: 'putRequests(marked)',
    replace: 'putRequests(marked.slice(1))',
    tests: REDRIVE,
  },
  {
    name: 'record-that-keeps-failing-sent-for-ever',
    promise: 1,
    file: 'producer/repair/redrive.ts',
    find: "  if (redriveAttempts(record) >= maxAttempts) return 'given-up';\n",
    replace: '',
    tests: REDRIVE,
  },
  {
    name: 'redriven-for-the-first-time-every-time',
    promise: 1,
    file: 'producer/repair/redrive-marker.ts',
    find: 'const attempt = redriveAttempts(record) + 1;',
    replace: 'const attempt = 1;',
    tests: MARKER,
  },
  {
    name: 'first-arrival-forgotten-by-the-second-redrive',
    promise: 2,
    file: 'producer/repair/redrive-marker.ts',
    find: 'readMarker(data)?.firstArrivedAt ?? arrivedAt',
    replace: 'arrivedAt',
    tests: MARKER,
  },
  {
    name: 'quarantine-deleted-though-taken-out-of-the-file',
    promise: 1,
    file: 'producer/commands/quarantine-replay.ts',
    find: 'position !== undefined && positions.has(position) ? [{ held, position }] : []',
    replace: 'position !== undefined ? [{ held, position }] : []',
    tests: REPLAY,
  },
  {
    name: 'unrepaired-event-sent-again',
    promise: 1,
    file: 'producer/repair/replay-repaired.ts',
    find: '      if (!skipInvalid) {',
    replace: '      if (!skipInvalid && path.length === 0) {',
    tests: REPLAY,
  },
];
