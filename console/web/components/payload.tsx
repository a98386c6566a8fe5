import type { ComponentChildren } from 'preact';

interface PayloadProps {
  readonly title: string;
  readonly text: string;
  /** The same text in parts, some of which are marked. */
  readonly children?: ComponentChildren;
}

/** Text from the pipeline, such as an event or an input. It is never interpreted as markup. */
export const Payload = ({ title, text, children }: PayloadProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
  <section class="payload" aria-label={title} tabIndex={0}>
    <pre>{children ?? text}</pre>
  </section>
);
