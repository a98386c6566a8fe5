import type { ComponentChildren } from 'preact';

interface ScrollFrameProps {
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** Holds content that may be larger than its space, such as a table. It scrolls on its own, also with the keyboard. */
export const ScrollFrame = ({ label, class: frameClass = 'scroll-frame', children }: ScrollFrameProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
  <section class={frameClass} aria-label={label} tabIndex={0}>
    {children}
  </section>
);
