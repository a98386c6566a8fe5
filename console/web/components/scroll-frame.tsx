import type { ComponentChildren } from 'preact';

interface ScrollFrameProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** Holds what may be wider than the page, such as a table. It scrolls on its own, with the keyboard, too. */
export const ScrollFrame = ({ label, children }: ScrollFrameProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
  <section class="scroll-frame" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
