import type { Route } from './http/route.ts';
import type { Watch } from './live/watch.ts';
import { dayRoutes, dayWatches } from './routes/days.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { flowWatches } from './routes/flow.ts';
import { pipelineRoutes, pipelineWatches } from './routes/pipeline.ts';
import { refusedRoutes, refusedWatches } from './routes/refused.ts';
import { runRoutes, runWatches } from './routes/runs.ts';
import { statusWatches } from './routes/status.ts';
import { tripRoutes } from './routes/trips.ts';

/** What the pages may ask; each page has a file in routes/. */
export const ROUTES: readonly Route[] = [
  ...runRoutes,
  ...dayRoutes,
  ...refusedRoutes,
  ...deadLetterRoutes,
  ...tripRoutes,
  ...pipelineRoutes,
];

/** What the pages may watch. */
export const WATCHES: readonly Watch[] = [
  ...statusWatches,
  ...flowWatches,
  ...runWatches,
  ...dayWatches,
  ...refusedWatches,
  ...pipelineWatches,
];
