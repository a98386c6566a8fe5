import type { ComponentType } from 'preact';
import type { IconName } from '../components/icon.tsx';

/** One page of the console: a file or a folder in pages/, and a line in pages.ts. */
export interface Page {
  /** Such as `/runs`; what follows it, such as `/runs/daily-kpi/name`, is the page's own affair. */
  readonly path: string;
  /** In the navigation and in the title of the window. */
  readonly title: string;
  readonly icon: IconName;
  readonly Content: ComponentType;
}
