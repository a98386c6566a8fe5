import type { Page } from './layout/page.ts';
import { alarmsPage } from './pages/alarms/alarms.tsx';
import { flowPage } from './pages/flow/flow.tsx';
import { runsPage } from './pages/runs/runs.tsx';

/** In the order of the navigation. */
export const PAGES: readonly Page[] = [flowPage, runsPage, alarmsPage];
