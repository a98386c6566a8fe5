import type { Route } from './http/route.ts';
import type { Watch } from './live/watch.ts';
import { flowWatches } from './routes/flow.ts';
import { pipelineRoutes, pipelineWatches } from './routes/pipeline.ts';
import { runRoutes, runWatches } from './routes/runs.ts';
import { statusWatches } from './routes/status.ts';

/** What the pages may ask; each page has a file in routes/. */
export const ROUTES: readonly Route[] = [...runRoutes, ...pipelineRoutes];

/** What the pages may watch. */
export const WATCHES: readonly Watch[] = [
  ...statusWatches,
  ...runWatches,
  ...pipelineWatches,
  ...flowWatches,
];
