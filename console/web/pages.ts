import type { Page } from './layout/page.ts';
import { daysPage } from './pages/days/days.tsx';
import { homePage } from './pages/home.tsx';
import { producerPage } from './pages/producer/producer.tsx';
import { refusedPage } from './pages/refused/refused.tsx';
import { runsPage } from './pages/runs/runs.tsx';
import { tripsPage } from './pages/trips/trips.tsx';

/** In the order of the navigation. */
export const PAGES: readonly Page[] = [homePage, producerPage, runsPage, daysPage, refusedPage, tripsPage];
