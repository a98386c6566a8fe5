import type { Page } from './layout/page.ts';
import { homePage } from './pages/home.tsx';

/** In the order of the navigation. */
export const PAGES: readonly Page[] = [homePage];
