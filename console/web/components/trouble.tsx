import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** What is wrong, where the user looks. It goes away by itself when the cause is gone. */
export const Trouble = ({ children }: { readonly children: ComponentChildren }) => (
  <p class="trouble" role="alert">
    <Icon name="refused" />
    <span>{children}</span>
  </p>
);
