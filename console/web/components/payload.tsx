import type { ComponentChildren } from 'preact';
import { ScrollFrame } from './scroll-frame.tsx';

interface PayloadProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Text from the pipeline, such as an event or an input. It is never interpreted as markup. */
export const Payload = ({ title, children }: PayloadProps) => (
  <ScrollFrame label={title} class="payload">
    <pre>{children}</pre>
  </ScrollFrame>
);
