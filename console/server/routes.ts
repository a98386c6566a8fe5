import type { Route } from './http/route.ts';
import type { Watch } from './live/watch.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { producerRoutes, producerWatches } from './routes/producer.ts';
import { refusedRoutes, refusedWatches } from './routes/refused.ts';
import { runRoutes, runWatches } from './routes/runs.ts';
import { statusWatches } from './routes/status.ts';

/** What the pages may ask; each page has a file in routes/. */
export const ROUTES: readonly Route[] = [
  ...producerRoutes,
  ...runRoutes,
  ...refusedRoutes,
  ...deadLetterRoutes,
];

/** What the pages may watch. */
export const WATCHES: readonly Watch[] = [
  ...statusWatches,
  ...producerWatches,
  ...runWatches,
  ...refusedWatches,
];
