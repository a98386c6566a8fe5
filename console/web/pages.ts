import type { Page } from './layout/page.ts';
import { alarmsPage } from './pages/alarms/alarms.tsx';
import { daysPage } from './pages/days/days.tsx';
import { flowPage } from './pages/flow/flow.tsx';
import { producerPage } from './pages/producer/producer.tsx';
import { refusedPage } from './pages/refused/refused.tsx';
import { runsPage } from './pages/runs/runs.tsx';
import { tripsPage } from './pages/trips/trips.tsx';

/** In the order of the navigation. */
export const PAGES: readonly Page[] = [
  flowPage,
  producerPage,
  runsPage,
  daysPage,
  refusedPage,
  tripsPage,
  alarmsPage,
];
