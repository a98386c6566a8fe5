import type { ComponentType } from 'preact';
import type { IconName } from '../components/icon.tsx';

/** One page of the console: a file or a folder in pages/, and a line in pages.ts. */
export interface Page {
  /** Such as `/runs`. The page itself handles paths below it, such as `/runs/daily-kpi/name`. */
  readonly path: string;
  /** Shown in the navigation and in the window title. */
  readonly title: string;
  readonly icon: IconName;
  readonly Content: ComponentType;
}
