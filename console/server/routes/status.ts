import { consoleStatus } from '../../api/status.ts';
import { watching } from '../live/watch.ts';

/** The frame around every page; it says within seconds that AWS slows us down. */
export const statusWatches = [
  watching(consoleStatus, (_params, stack) => stack.status(), { local: 1_000, aws: 1_000 }),
];
