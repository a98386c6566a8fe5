import type { AnchorHTMLAttributes } from 'preact';
import { go } from '../client/location.ts';

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick' | 'role'> {
  /** An address in the console. */
  readonly to: string;
  /** Whether it links to what is currently shown. */
  readonly isCurrent?: boolean;
}

/** A link to another page of the console, without a reload. */
export const Link = ({ to, isCurrent, ...attributes }: LinkProps) => (
  <a
    {...attributes}
    href={to}
    aria-current={isCurrent === true ? 'page' : undefined}
    onClick={(event) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(to);
    }}
  />
);
