import { consoleStatus } from '../../api/status.ts';
import { watching } from '../live/watch.ts';

/** For the frame around every page, which shows within seconds that AWS is throttling us. */
export const statusWatches = [
  watching(consoleStatus, (_params, stack) => stack.status(), { local: 1_000, aws: 1_000 }),
];
