import type { Route } from './http/route.ts';
import type { Watch } from './live/watch.ts';
import { dayRoutes, dayWatches } from './routes/days.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { flowWatches } from './routes/flow.ts';
import { pipelineRoutes, pipelineWatches } from './routes/pipeline.ts';
import { producerRoutes, producerWatches } from './routes/producer.ts';
import { refusedRoutes, refusedWatches } from './routes/refused.ts';
import { runRoutes, runWatches } from './routes/runs.ts';
import { statusWatches } from './routes/status.ts';
import { tripRoutes } from './routes/trips.ts';

/** The requests that pages can make. Each page has a file in routes/. */
export const ROUTES: readonly Route[] = [
  ...producerRoutes,
  ...runRoutes,
  ...dayRoutes,
  ...refusedRoutes,
  ...deadLetterRoutes,
  ...tripRoutes,
  ...pipelineRoutes,
];

/** The topics that pages can watch. */
export const WATCHES: readonly Watch[] = [
  ...statusWatches,
  ...flowWatches,
  ...producerWatches,
  ...runWatches,
  ...dayWatches,
  ...refusedWatches,
  ...pipelineWatches,
];
