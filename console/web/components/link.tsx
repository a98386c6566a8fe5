import type { ComponentChildren } from 'preact';
import { go } from '../client/location.ts';

interface LinkProps {
  /** An address of the console. */
  readonly to: string;
  readonly class?: string;
  /** Marks the link of the page that is shown. */
  readonly isCurrent?: boolean;
  readonly children: ComponentChildren;
}

/** A link to another page of the console, without loading it anew. */
export const Link = ({ to, class: className, isCurrent, children }: LinkProps) => (
  <a
    href={to}
    class={className}
    aria-current={isCurrent === true ? 'page' : undefined}
    onClick={(event) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(to);
    }}
  >
    {children}
  </a>
);
